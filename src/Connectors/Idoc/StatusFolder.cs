using System.Collections.Concurrent;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// The folder into which SAP writes its status messages (状态目录). Files stay where they are; each is read once as long as
/// it does not change.
/// </summary>
internal sealed class StatusFolder(string folder)
{
    private readonly ConcurrentDictionary<(string, long, DateTime), IReadOnlyList<IdocStatus>> _read = [];

    /// <summary>
    /// The last word about an IDoc: posted once is posted, also where SAP posted it after an error was put right.
    /// </summary>
    /// <returns>Null: nothing was said yet.</returns>
    /// <exception cref="ConnectorException">
    /// The folder, or a file that may hold the answer, cannot be read: nothing is known.
    /// </exception>
    public IdocStatus? Of(string number)
    {
        var statuses = new List<IdocStatus>();
        ConnectorException? unread = null;
        foreach (var file in Files())
        {
            try
            {
                statuses.AddRange(StatusesOf(file).Where(s => s.Number == number));
            }
            catch (ConnectorException e)
            {
                unread = e;
            }
        }

        var said = statuses.Find(s => s.IsPosted) ?? (unread is null ? statuses.FindLast(s => s.IsRefused) : null);
        return said ?? (unread is null ? statuses.LastOrDefault() : throw unread);
    }

    private List<FileInfo> Files()
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFiles().Where(f => FileFolder.IsWhole(f.Name))
                    .OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient,
                $"The folder of status messages cannot be read: {e.Message} Create it, or correct outbox.status.",
                e);
        }
    }

    private IReadOnlyList<IdocStatus> StatusesOf(FileInfo file)
    {
        var state = (file.Name, file.Length, file.LastWriteTimeUtc);
        if (_read.TryGetValue(state, out var known))
        {
            return known;
        }

        try
        {
            return _read[state] = StatusReader.Read(File.ReadAllBytes(file.FullName), file.Name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"The status message {file.Name} cannot be read: {e.Message}", e);
        }
    }
}
