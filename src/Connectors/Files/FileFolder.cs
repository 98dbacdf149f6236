using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Drop;

namespace DealerIntegration.Connectors.Files;

/// <summary>
/// A folder whose files are pulled whole (文件夹): a part is a file, by its name, and a page is all of it.
/// </summary>
internal sealed class FileFolder(ConnectorFile file)
{
    /// <param name="below">Folder below the connector's address; null: the address itself.</param>
    /// <param name="pattern">Names of the files.</param>
    /// <param name="isWanted">Whether a name that matches is one to take.</param>
    /// <exception cref="ConnectorException">No such folder, or nothing in it.</exception>
    public IReadOnlyList<string> Parts(string? below, string pattern, Func<string, bool> isWanted)
    {
        var folder = PathOf(below);
        if (!Directory.Exists(folder))
        {
            throw Wrong($"the folder {folder} does not exist.");
        }

        var parts = Directory.EnumerateFiles(folder, pattern, SearchOption.TopDirectoryOnly)
            .Select(p => Path.GetFileName(p))
            .Where(isWanted)
            .Order(StringComparer.Ordinal)
            .ToList();
        return parts.Count > 0
            ? parts
            : throw Wrong(
                $"no file in {folder} matches '{pattern}'; an import of nothing is taken for a wrong folder.");
    }

    /// <summary>Whether a name is none that programs give to a file they are still writing.</summary>
    public static bool IsWhole(string name) => name[0] != '.'
        && Path.GetExtension(name).ToLowerInvariant() is not (AtomicFile.TemporaryExtension or ".tmp");

    /// <exception cref="ConnectorException">No file of that name is there, or it cannot be read.</exception>
    public async Task<RawPage> PageAsync(string? below, string part, CancellationToken cancel)
    {
        if (part != Path.GetFileName(part) || part is "." or "..")
        {
            throw Wrong($"'{part}' is not the name of a file in its folder.");
        }

        try
        {
            return new RawPage(part, await File.ReadAllBytesAsync(Path.Combine(PathOf(below), part), cancel), null);
        }
        catch (IOException e)
        {
            throw new ConnectorException(ConnectorFailure.Configuration, $"{part}: cannot be read: {e.Message}", e);
        }
    }

    private string PathOf(string? below) => Path.Combine(
        file.Address ?? throw Wrong("no folder is given: set 'address' or name the folder on the command line."),
        below ?? "");

    private ConnectorException Wrong(string what) =>
        new(ConnectorFailure.Configuration, $"{file.Name} ({file.FilePath}): {what}");
}
