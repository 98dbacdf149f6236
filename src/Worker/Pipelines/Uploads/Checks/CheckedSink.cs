using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// Checks the documents of a long file on their way into the canonical tables (边读边校验). What can be told of a part alone
/// is checked with it; counts of stock are laid aside, because the rows of a product stand anywhere in the file.
/// </summary>
internal sealed class CheckedSink(FileAtWork file, HubPaths paths) : IDocumentSink, IDisposable
{
    private readonly CanonicalSink _canonical = new(file.Transaction, file.Source, file.Run);
    private readonly StockCheck _stock = new(file);
    private readonly ScanCheck _scans = new(file, paths);
    private readonly FoundRows _found = new();
    private IReadOnlySet<string> _leftOut = new HashSet<string>();
    private string? _first;
    private string? _last;

    /// <summary>What of the file the hub had before; null where nothing of it was taken.</summary>
    public EarlierTally? Before { get; private set; }

    public async Task TakeAsync(
        UploadDefinition definition, IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
    {
        var spec = Datasets.Find(definition.Dataset)!;
        Before ??= new EarlierTally(file.Transaction, spec, file.Source);
        await _stock.AddAsync(definition, documents, cancel);
        var refused = _found.Add(definition, await _scans.FindAsync(definition, documents, cancel));
        IReadOnlyList<MappedDocument> taken =
            [.. documents.Where(d => !refused.Contains(d.Key) && !_leftOut.Contains(d.Key))];
        foreach (var document in taken)
        {
            _first = _first is null || string.CompareOrdinal(document.Key, _first) < 0 ? document.Key : _first;
            _last = _last is null || string.CompareOrdinal(document.Key, _last) > 0 ? document.Key : _last;
        }

        await Before.AddAsync(taken, cancel);
        await _canonical.TakeAsync(spec, taken, cancel);
        if (ReferenceEquals(spec, TraceDatasets.DealerScans))
        {
            await _canonical.TakeAsync(TraceDatasets.TraceEvents, ScanEvents.Of(taken), cancel);
        }
    }

    public async Task ForgetAsync(CancellationToken cancel)
    {
        await _canonical.ForgetAsync(cancel);
        _found.Clear();
        _stock.Forget();
        (Before, _first, _last) = (null, null, null);
    }

    public void Dispose() => _scans.Dispose();

    /// <summary>Rows that are not taken when the file is read once more.</summary>
    public void LeaveOut(IReadOnlySet<string> keys) => _leftOut = keys;

    /// <summary>Looks at what can only be judged when all rows are known.</summary>
    /// <returns>Keys of rows that were written and must not be.</returns>
    public async Task<IReadOnlySet<string>> FinishAsync(UploadReading reading, CancellationToken cancel)
    {
        var refused = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var found in _stock.FindAsync(reading).WithCancellation(cancel))
        {
            refused.UnionWith(_found.Add(reading.Definition!, found));
        }

        return refused;
    }

    /// <summary>The reading with all that was found.</summary>
    public UploadReading Apply(UploadReading reading) => reading.Verdict == UploadVerdict.Refused
        ? reading
        : reading.With(_found.Findings, _found.Unlisted, _first, _last);
}
