using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>
/// A source inside another that only pulls in its own way. Everything is handed on here, once: a member that a wrapper
/// forgets would quietly answer with the interface's usual.
/// </summary>
internal abstract class WrappedSource(ISource source) : ISource
{
    protected ISource Inner => source;

    public bool TakesWindows(DatasetMapping dataset) => source.TakesWindows(dataset);

    public bool ListsEverything(DatasetMapping dataset) => source.ListsEverything(dataset);

    public Task<IReadOnlyList<string>> PartsAsync(DatasetMapping dataset, Window window, CancellationToken cancel) =>
        source.PartsAsync(dataset, window, cancel);

    public abstract IAsyncEnumerable<RawPage> PullAsync(
        DatasetMapping dataset, string part, Window window, string? cursor, CancellationToken cancel);

    public Task TakenAsync(DatasetMapping dataset, string part, CancellationToken cancel) =>
        source.TakenAsync(dataset, part, cancel);

    public Task<IReadOnlyList<string>> ComplaintsAsync(DatasetMapping dataset, CancellationToken cancel) =>
        source.ComplaintsAsync(dataset, cancel);

    public IEnumerable<SourceRecord> Read(DatasetMapping dataset, RawPage page) => source.Read(dataset, page);
}
