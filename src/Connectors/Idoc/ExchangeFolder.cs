using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// The folder that SAP writes into while we read it (交换目录). A file is looked at when it has lain still for a moment,
/// and what is read of it is held against what was listed.
/// </summary>
internal sealed class ExchangeFolder(ConnectorFile file, TimeProvider time)
{
    private const int MostLooks = 12;

    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    // By a clock that may be behind ours: what looks old may have been written just now.
    private static readonly TimeSpan SurelyOld = TimeSpan.FromMinutes(10);

    /// <summary>Waits until no file that it finds is being written any more; what comes meanwhile is not among them.
    /// </summary>
    /// <exception cref="ConnectorException">
    /// No such folder, nothing in it, or a file that does not come to rest, or goes.
    /// </exception>
    public async Task<IReadOnlyList<ExchangedFile>> LookAsync(
        string? below, string pattern, CancellationToken cancel)
    {
        var found = List(below, pattern);
        for (var look = 1; found.Any(f => !IsStill(f)); look++)
        {
            if (look > MostLooks)
            {
                throw Later($"{string.Join(", ", found.Where(f => !IsStill(f)).Select(f => f.Name))}: still being "
                    + "written. Have the sender write under another name and rename the file when it is whole.");
            }

            await Task.Delay(Settle, time, cancel);
            var now = List(below, pattern).ToDictionary(f => f.Name, StringComparer.Ordinal);
            found =
            [
                .. found.Select(f => !now.TryGetValue(f.Name, out var same) ? throw Gone(f.Name)
                    : same.IsSameAs(f) ? f with { HasRested = true } : same),
            ];
        }

        return found;
    }

    /// <returns>Null: it is another one than the one that was listed.</returns>
    /// <exception cref="ConnectorException">It is gone, too large, or cannot be read.</exception>
    public async Task<byte[]?> ReadAsync(string? below, ExchangedFile listed, CancellationToken cancel)
    {
        var path = Path.Combine(PathOf(below), listed.Name);
        var most = file.Limits.MaxAnswerMegabytes;
        if (listed.Length > most * 1_048_576L)
        {
            throw Wrong($"{listed.Name} has {listed.Length:N0} bytes, more than {most} MB. Have it sent in parts, or "
                + "raise limits.maxAnswerMegabytes.");
        }

        try
        {
            var content = await File.ReadAllBytesAsync(path, cancel);
            return Of(path) is { } now && now.IsSameAs(listed) && content.Length == listed.Length ? content : null;
        }
        catch (FileNotFoundException e)
        {
            throw Gone(listed.Name, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Wrong($"{listed.Name} may not be read: {e.Message} Give the hub's user the right to read it.", e);
        }
        catch (IOException e)
        {
            throw Later($"{listed.Name} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What a file held that went before it was read nobody knows.</summary>
    public ConnectorException Gone(string name, Exception? cause = null) =>
        Later($"{name} was listed and is gone; the folder is read again.", cause);

    public IReadOnlyList<ExchangedFile> List(string? below, string pattern)
    {
        var folder = PathOf(below);
        try
        {
            var found = Directory.EnumerateFiles(folder, pattern, SearchOption.TopDirectoryOnly)
                .Where(path => FileFolder.IsWhole(Path.GetFileName(path)))
                .Select(Of)
                .OfType<ExchangedFile>()
                .OrderBy(f => f.Name, StringComparer.Ordinal)
                .ToList();
            return found.Count > 0
                ? found
                : throw Wrong(
                    $"no file in {folder} matches '{pattern}'; an import of nothing is taken for a wrong folder.");
        }
        catch (DirectoryNotFoundException e)
        {
            throw Wrong($"the folder {folder} does not exist.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Wrong($"the folder {folder} cannot be listed: {e.Message}", e);
        }
    }

    private bool IsStill(ExchangedFile listed) =>
        listed.HasRested || listed.ChangedAt <= time.GetUtcNow().UtcDateTime - SurelyOld;

    private static ExchangedFile? Of(string path)
    {
        var info = new FileInfo(path);
        return info.Exists ? new ExchangedFile(info.Name, info.Length, info.LastWriteTimeUtc) : null;
    }

    private string PathOf(string? below) => Path.Combine(
        file.Address ?? throw Wrong("no folder is given: set 'address' or name the folder on the command line."),
        below ?? "");

    private ConnectorException Wrong(string what, Exception? cause = null) =>
        new(ConnectorFailure.Configuration, $"{file.Name} ({file.FilePath}): {what}", cause);

    private ConnectorException Later(string what, Exception? cause = null) =>
        new(ConnectorFailure.Transient, $"{file.Name} ({file.FilePath}): {what}", cause);
}

/// <summary>A file as it was listed.</summary>
/// <param name="ChangedAt">By the clock of the file system, in UTC.</param>
/// <param name="HasRested">It was the same at two looks.</param>
internal sealed record ExchangedFile(string Name, long Length, DateTime ChangedAt, bool HasRested = false)
{
    public bool IsSameAs(ExchangedFile other) => (Length, ChangedAt) == (other.Length, other.ChangedAt);
}
