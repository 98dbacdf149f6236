namespace DealerIntegration.Worker.Tests;

/// <summary>Finds files of the repository from the folder the tests run in.</summary>
internal static class Repository
{
    public static string Path(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "DealerIntegration.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, relative);
            }
        }

        throw new InvalidOperationException("The tests do not run inside a checkout of the repository.");
    }
}
