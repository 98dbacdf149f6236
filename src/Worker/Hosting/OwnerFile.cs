using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Worker.Hosting;

/// <summary>A file with a secret in one line that only its owner may read.</summary>
internal static class OwnerFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static async Task WriteAsync(string path, string secret, CancellationToken cancel)
    {
        CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // An earlier file goes first: its mode and content are not ours to trust.
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteLineAsync(secret.AsMemory(), cancel);
    }

    /// <summary>The secret; null: there is no such file.</summary>
    /// <exception cref="ConfigurationException">Others may read or write the file.</exception>
    public static async Task<string?> ReadAsync(
        string path, CancellationToken cancel, string remedy = "delete it and sign in again")
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0
            ? throw new ConfigurationException(
                $"{path} is open to other users and no secret any more; {remedy}.")
            : (await File.ReadAllTextAsync(path, cancel)).Trim();
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(
                folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
