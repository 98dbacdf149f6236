using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>
/// What of a file the hub had before (与此前文件的对照), gathered part by part, so that the length of the file does not
/// matter. Looked at before the part is written.
/// </summary>
internal sealed class EarlierTally(NpgsqlTransaction transaction, DatasetSpec spec, string source)
{
    /// <summary>So many changed documents are told one by one.</summary>
    public const int ChangesTold = 20;

    private static readonly int Kind = Datasets.StockMovements.LineIndexOf("kind");

    private readonly List<KnownDocument> _changed = [];
    private long _documents;
    private long _same;

    public IReadOnlyList<KnownDocument> FirstChanged => _changed;

    public long Changed { get; private set; }

    /// <summary>The latest run that had brought one of the documents; 0: none had.</summary>
    public long LastRun { get; private set; }

    /// <summary>Key of a report of movements that has sales in it; null: there is none.</summary>
    public string? Sales { get; private set; }

    /// <summary>Every document stands already as the file has it.</summary>
    public bool IsAllSame => _documents > 0 && _same == _documents;

    public async Task AddAsync(IReadOnlyList<MappedDocument> documents, CancellationToken cancel)
    {
        var known = await KnownDocumentStore.FindAsync(
            transaction, spec, source, documents, withFields: _changed.Count < ChangesTold, cancel);
        var changed = known.Where(k => !k.IsSame).ToList();
        _documents += documents.Count;
        Sales ??= spec == Datasets.StockMovements
            ? documents.FirstOrDefault(d => d.Lines.Any(l => l[Kind] is "sell_through"))?.Key
            : null;
        _same += known.Count - changed.Count;
        Changed += changed.Count;
        _changed.AddRange(changed.Take(ChangesTold - _changed.Count));
        LastRun = long.Max(LastRun, known.Select(k => k.Run).DefaultIfEmpty().Max());
    }
}
