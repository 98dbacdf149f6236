using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// What a replay with a mapping would do (映射对照): the same pages in the same order, held against what stands instead
/// of written. Documents are told one by one as they are met; nothing but their keys is kept.
/// </summary>
internal sealed class MappingDiff(string connector, DatasetMapping mapping, ISource source)
{
    private readonly DatasetSpec spec = Datasets.Find(mapping.Dataset)!;
    private readonly JudgeStore judges = new(connector, mapping.Dataset);
    private DiffCounts counts = new();

    /// <param name="transaction">Sees one state from beginning to end.</param>
    /// <param name="tell">Told every document that would not stay as it is.</param>
    public async Task<DiffCounts> RunAsync(
        NpgsqlTransaction transaction, Action<DocumentChange> tell, CancellationToken cancel)
    {
        await judges.LoadAsync(transaction, cancel);
        var span = await StoredSpan.FindAsync(transaction, connector, mapping, source, cancel);
        var pages = new StoredPages(connector, mapping, source, span);
        while (!pages.Ended)
        {
            await foreach (var page in pages.StepAsync(transaction, cancel))
            {
                await CompareAsync(transaction, page, tell, cancel);
            }
        }

        return counts.Pages == 0 ? counts : await MissAsync(transaction, pages, span, tell, cancel);
    }

    private async Task<DiffCounts> MissAsync(
        NpgsqlTransaction transaction, StoredPages pages, StoredSpan span, Action<DocumentChange> tell,
        CancellationToken cancel)
    {
        var isCertain = counts.WithoutKey == 0;
        var missing = await MissingDocuments.FindAsync(
            transaction, spec, connector, span.Standing, pages.Holds, cancel, key =>
            {
                if (isCertain)
                {
                    tell(new DocumentChange(ChangeKind.Gone, key, []));
                }
            });
        return isCertain
            ? counts with
            {
                Gone = missing.Count,
                NeedsWord = (mapping.Snapshot ?? SnapshotRule.Usual).IsTooMany(missing.Count, missing.Standing),
            }
            : counts with { Kept = missing.Count };
    }

    private async Task CompareAsync(
        NpgsqlTransaction transaction, StoredPage page, Action<DocumentChange> tell, CancellationToken cancel)
    {
        var before = await judges.RejectedOfAsync(transaction, page.Reading, cancel);
        var incoming = IncomingDocuments.Of(page.Mapped.Documents);
        foreach (var found in await CanonicalDiffStore.CompareAsync(transaction, spec, connector, incoming, cancel))
        {
            counts = counts.Add(found.Outcome);
            if (found.Outcome != Comparison.Same)
            {
                tell(new DocumentChange(
                    found.Stored is null ? ChangeKind.Added : ChangeKind.Changed,
                    found.Document.Key,
                    found.Stored is { } stored ? FieldDiff.Of(spec, found.Document, stored) : []));
            }

            var place = found.Document.Place;
            if (before.Contains((found.Document.Key, null, null)) || before.Contains((null, place.File, place.Row)))
            {
                counts = counts with { NoLongerRejected = counts.NoLongerRejected + 1 };
                tell(new DocumentChange(ChangeKind.NoLongerRejected, found.Document.Key, []));
            }
        }

        foreach (var rows in page.Mapped.Rejected.GroupBy(r => r.Key is { } key
            ? (key, null, null) : (Key: (string?)null, File: (string?)r.Place.File, r.Place.Row)))
        {
            var first = rows.First();
            var isNew = !before.Contains(rows.Key);
            counts = counts with
            {
                RejectedRows = counts.RejectedRows + rows.LongCount(),
                WithoutKey = counts.WithoutKey + rows.LongCount(r => r.Key is null),
                Rejected = counts.Rejected + 1,
                NewlyRejected = counts.NewlyRejected + (isNew ? 1 : 0),
            };
            if (isNew)
            {
                var field = new FieldChange(first.Place.Column ?? "", first.Value, $"{first.Code}: {first.Message}");
                tell(new DocumentChange(ChangeKind.NewlyRejected, first.Key ?? first.Place.ToString(), [field]));
            }
        }

        counts = counts with { Pages = counts.Pages + 1 };
    }
}

/// <summary>What would become of a document.</summary>
internal enum ChangeKind
{
    Added,
    Changed,

    /// <summary>It stands, and with this mapping no page says anything about it any more.</summary>
    Gone,
    NewlyRejected,
    NoLongerRejected,
}

/// <param name="Key">The document's key; the place of a row that has none.</param>
/// <param name="Fields">Of a changed one what differs; of a rejected one the field and what is wrong with it.</param>
internal sealed record DocumentChange(ChangeKind Kind, string Key, IReadOnlyList<FieldChange> Fields);

/// <summary>How many documents would be what.</summary>
internal sealed record DiffCounts
{
    public long Pages { get; init; }

    public long Added { get; init; }

    public long Changed { get; init; }

    public long Unchanged { get; init; }

    public long Gone { get; init; }

    /// <summary>So many would be gone that a replay writes nothing before a person has confirmed it.</summary>
    public bool NeedsWord { get; init; }

    /// <summary>Documents that no page yields and that stay, because rejected rows may be of them.</summary>
    public long Kept { get; init; }

    /// <summary>Rejected rows without a readable key.</summary>
    public long WithoutKey { get; init; }

    /// <summary>Complaints: a document may have several.</summary>
    public long RejectedRows { get; init; }

    public long Rejected { get; init; }

    public long NewlyRejected { get; init; }

    public long NoLongerRejected { get; init; }

    public DiffCounts Add(Comparison outcome) => outcome switch
    {
        Comparison.New => this with { Added = Added + 1 },
        Comparison.Different => this with { Changed = Changed + 1 },
        _ => this with { Unchanged = Unchanged + 1 },
    };
}
