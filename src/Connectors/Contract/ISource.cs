using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// A partner system that can be read. Pulling and reading are apart: what was pulled can be read again later.
/// </summary>
public interface ISource
{
    /// <summary>Whether the partner can be asked for what changed within a window, by a stamp of its own.</summary>
    bool TakesWindows(DatasetMapping dataset) => false;

    /// <summary>
    /// Whether a pull without a window lists all that the partner holds, so that what it does not list is gone. False
    /// where it brings what is new, what was asked for, or files that are put away afterwards.
    /// </summary>
    bool ListsEverything(DatasetMapping dataset) => false;

    /// <summary>
    /// Names the independent parts of a dataset that several workers may pull at the same time (files of a folder,
    /// windows of a list). One part that stands for the whole is normal.
    /// </summary>
    Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel);

    /// <summary>Streams the pages of one part, starting after <paramref name="cursor"/>.</summary>
    /// <exception cref="ConnectorException">
    /// The partner could not be read; the kind says whether to try again.
    /// </exception>
    IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset, string part, Window window, string? cursor, CancellationToken cancel);

    /// <summary>
    /// All pages of a part are stored: a source that lies in files may put them away. It may be told again, or never,
    /// and then gives the part out once more.
    /// </summary>
    Task TakenAsync(DatasetMapping dataset, string part, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>
    /// What the partner's own description says against the dataset's source and mapping (配置核对), one sentence each;
    /// nothing where all fits, or where the partner describes nothing.
    /// </summary>
    /// <exception cref="ConnectorException">The partner could not be asked.</exception>
    Task<IReadOnlyList<string>> ComplaintsAsync(DatasetMapping dataset, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Reads the records out of a page. Pure: no call goes out.</summary>
    IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page);
}
