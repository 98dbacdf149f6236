namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>Finds what lies in the repository that the tests run in.</summary>
internal static class Checkout
{
    /// <param name="path">Of a file or folder, from the root.</param>
    public static string Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, path);
            if (Path.Exists(found))
            {
                return found;
            }
        }

        throw new InvalidOperationException($"{path}: the tests do not run inside a checkout of the repository.");
    }
}
