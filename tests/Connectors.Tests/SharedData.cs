namespace DealerIntegration.Connectors.Tests;

/// <summary>
/// Finds real data that is too large for the repository: below HUB_SHARED_DATA, or in <c>shared/data</c> beside the
/// checkout or any folder above it.
/// </summary>
internal static class SharedData
{
    public static string? Find(string relative)
    {
        if (Environment.GetEnvironmentVariable("HUB_SHARED_DATA") is { Length: > 0 } root)
        {
            return Existing(Path.Combine(root, relative));
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", "data", relative)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public static string Require(string relative)
    {
        var found = Find(relative);
        Assert.SkipWhen(
            found is null, $"The data set {relative} is not here; set HUB_SHARED_DATA to the folder that holds it.");
        return found!;
    }

    private static string? Existing(string path) => Directory.Exists(path) || File.Exists(path) ? path : null;
}
