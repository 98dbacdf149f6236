using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// Reads the stored pages of a dataset again with its mapping as it is now (重放): after a mapping was mended nobody asks
/// the partner a second time. Only what comes out differently becomes a new version; a document that no page yields any
/// more is closed.
/// </summary>
internal sealed class ReplayPipeline(ConnectorRegistry connectors, Database database) : IPipeline
{
    public string Name => "replay";

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var request = ImportRequest.Of(run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        file.Dataset(request.Dataset);
        return Task.FromResult(new RunPlan(["{}"], RulesHash: FileHash.Of([file.FilePath])));
    }

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var request = ImportRequest.Of(chunk.Run);
        var file = connectors.Load(request.Connector, request.File, request.Address);
        var mapping = file.Dataset(request.Dataset);
        var spec = Datasets.Find(mapping.Dataset)!;
        var source = connectors.Reader(file);
        var isNew = chunk.Chunk.Checkpoint is null;
        if (isNew && !request.AcceptGone && await TooMuchAsync(chunk, mapping, source) is { } missing)
        {
            var held = ImportCounts.Nothing with { Kept = missing.Count, KeptKeys = missing.FirstKeys };
            await chunk.CommitAsync(_ => Task.FromResult(new ChunkProgress(true, 0, 0, held.ToJson())));
            return;
        }

        var (pages, span) = await database.RolledBackAsync(
            async transaction =>
            {
                var found = await StoredSpan.FindAsync(transaction, file.Name, mapping, source, chunk.Cancel);
                var stored = new StoredPages(file.Name, mapping, source, found);
                await stored.ResumeAsync(transaction, chunk.Chunk.Checkpoint, chunk.Cancel);
                return (stored, found);
            },
            chunk.Cancel);
        var counts = ImportCounts.Parse(chunk.Chunk.Counts);
        while (!pages.Ended)
        {
            await chunk.CommitAsync(async transaction =>
            {
                // Alone with the dataset's pages: what a pull has stored in the meantime is the newer word.
                await AdvisoryLocks.TakePagesAsync(transaction, file.Name, spec.Name);
                await foreach (var page in pages.StepAsync(transaction, chunk.Cancel))
                {
                    counts = await WriteAsync(transaction, chunk, file, mapping, page.Mapped, counts);
                }

                if (pages.Ended)
                {
                    counts = await CloseGoneAsync(transaction, chunk, spec, pages, span, counts);
                }

                return new ChunkProgress(
                    pages.Ended, counts.Tally.Lines, counts.Tally.RejectedLines, counts.ToJson(), pages.Checkpoint);
            });
        }
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var counts = ImportCounts.Sum((await ChunkStore.CountsAsync(transaction, run.Id)).Select(ImportCounts.Parse));
        if (counts is { Pages: 0, Kept: > 0 })
        {
            var held = MissingDocuments.TextOf(counts.Kept, counts.KeptKeys ?? []);
            return new RunEnd(
                false, counts.ToJson(), $"nothing was written: no page yields {held} any more, more than may go "
                + $"unasked. Look with ./hub mapping diff {run.Scope}, then confirm with ./hub replay {run.Scope} "
                + "--accept-gone");
        }

        var rejected = counts.Tally.RejectedLines;
        return new RunEnd(true, counts.ToJson(), counts.Pages == 0
            ? "no page of this dataset is stored: nothing was pulled yet"
            : $"{counts.Replaced} documents read differently now, {counts.Added} are new, {counts.Unchanged} unchanged"
                + (rejected > 0 ? $"; {rejected} rows rejected, each named with its remedy" : ""))
            .With(counts.Gone > 0 ? $"{counts.Gone} that no page yields any more are gone" : null)
            .With(counts.Kept > 0
                ? $"{MissingDocuments.TextOf(counts.Kept, counts.KeptKeys ?? [])} that no page yields stay, because "
                    + "rejected rows have no readable key and may be among them: mend those first"
                : null);
    }

    /// <summary>
    /// Looks through all pages before anything is written: documents under new keys beside those under the old ones
    /// would count twice.
    /// </summary>
    private Task<MissingDocuments?> TooMuchAsync(ChunkScope chunk, DatasetMapping mapping, ISource source) =>
        database.AtOneMomentAsync<MissingDocuments?>(
            async transaction =>
            {
                var (connector, dataset) = ImportRequest.Split(chunk.Run.Scope);
                var spec = Datasets.Find(dataset)!;
                var span = await StoredSpan.FindAsync(transaction, connector, mapping, source, chunk.Cancel);
                var pages = new StoredPages(connector, mapping, source, span);
                var (hasPages, withoutKey) = (false, false);
                while (!pages.Ended)
                {
                    await foreach (var page in pages.StepAsync(transaction, chunk.Cancel))
                    {
                        hasPages = true;
                        withoutKey |= page.Mapped.Rejected.Any(row => row.Key is null);
                    }
                }

                var missing = await MissingDocuments.FindAsync(
                    transaction, spec, connector, span.Standing, pages.Holds, chunk.Cancel);
                var rule = mapping.Snapshot ?? SnapshotRule.Usual;
                return hasPages && !withoutKey && rule.IsTooMany(missing.Count, missing.Standing) ? missing : null;
            },
            chunk.Cancel);

    // In the transaction of the last step: no pull stores a page meanwhile.
    private static async Task<ImportCounts> CloseGoneAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, DatasetSpec spec, StoredPages pages, StoredSpan span,
        ImportCounts counts)
    {
        if (counts.Pages == 0)
        {
            return counts;
        }

        var run = chunk.Run.Id;
        var (connector, _) = ImportRequest.Split(chunk.Run.Scope);
        var missing = await MissingDocuments.FindAsync(
            transaction, spec, connector, span.Standing, pages.Holds, chunk.Cancel);
        if (missing.Count > 0 && await RejectedRowStore.WithoutKeyAsync(transaction, run, chunk.Cancel) > 0)
        {
            return counts with { Kept = missing.Count, KeptKeys = missing.FirstKeys };
        }

        return counts with
        {
            Gone = await GoneStore.CloseAsync(
                transaction, spec, connector, missing.Versions, run, GoneReason.Replay, chunk.Cancel),
        };
    }

    private static async Task<ImportCounts> WriteAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, ConnectorFile file, DatasetMapping mapping, MappedPage page,
        ImportCounts counts)
    {
        var spec = Datasets.Find(mapping.Dataset)!;
        var run = chunk.Run.Id;
        var written = await CanonicalStore.UpsertAsync(
            transaction, spec, file.Name, run, page.Documents, chunk.Cancel);
        if (mapping.RegisterDealers)
        {
            await DealerStore.RegisterAsync(transaction, spec, file.Name, run, page.Documents, chunk.Cancel);
        }

        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, page.Rejected, chunk.Cancel);
        var accepted = page.Documents.Sum(d => (long)Math.Max(1, d.Lines.Count));
        return counts.Add(
            new Tally
            {
                AcceptedDocuments = page.Documents.Count,
                Lines = accepted + page.Rejected.Count,
                AcceptedLines = accepted,
                RejectedLines = page.Rejected.Count,
            },
            null,
            written);
    }
}
