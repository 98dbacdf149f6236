using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>
/// One part of a source from its first page to its last (分段取数). Pages are committed one by one. Where the pages do
/// not prove the part whole it is read again from the start: what came already adds nothing, what was passed over is
/// caught up. One pass in which nothing moved is the proof.
/// </summary>
internal sealed class PartPull(
    ChunkScope chunk, ConnectorFile file, DatasetMapping mapping, ISource source, ImportPart part)
{
    private const int Passes = 3;

    private readonly DatasetSpec spec = Datasets.Find(mapping.Dataset)!;
    private readonly SeenKeys seen = new();
    private readonly FieldSample fields = new();
    private ImportCounts counts = ImportCounts.Parse(chunk.Chunk.Counts);
    private string? cursor = chunk.Chunk.Checkpoint;

    private PagePlace Place => new(chunk.Run.Id, chunk.Chunk.No, (counts.Round * Passes) + counts.Pass);

    /// <summary>Learns from the stored pages what had come before this worker took the chunk over.</summary>
    public async Task ResumeAsync(Database database)
    {
        if (counts.Pages == 0)
        {
            return;
        }

        foreach (var page in await database.RolledBackAsync(
            transaction => RawStore.ReadByAsync(transaction, Place, chunk.Cancel),
            chunk.Cancel))
        {
            seen.Add(Map(page));
        }
    }

    /// <summary>Reads the part to its end.</summary>
    /// <returns>False: it must be read once more.</returns>
    public async Task<bool> PassAsync()
    {
        var pages = source.PullAsync(mapping, part.Part, part.Window, cursor, chunk.Cancel);
        await foreach (var (page, prepared) in PagesAhead.ReadAsync(pages, Prepare, chunk.Cancel))
        {
            var mapped = prepared.Mapped;
            seen.Add(mapped);
            var isLast = page.Cursor is null;
            var again = false;
            await chunk.CommitAsync(async transaction =>
            {
                var written = await SaveAsync(transaction, prepared);
                var read = counts.Add(mapped.Tally, page.SourceTotal, written).At(page.SentAt);
                var proven = isLast ? Prove(read) : read;
                again = isLast && !proven.IsProven && proven.Pass + 1 < Passes;
                if (again)
                {
                    await RejectedRowStore.ForgetAsync(transaction, chunk.Run.Id, chunk.Chunk.No, chunk.Cancel);
                }

                if (isLast && !again)
                {
                    await KeepAsync(transaction);
                }

                counts = again ? proven.Anew() : proven;
                return new ChunkProgress(
                    isLast && !again, counts.Tally.Lines, counts.Tally.RejectedLines, counts.ToJson(), page.Cursor);
            });
            cursor = page.Cursor;
            if (isLast)
            {
                seen.Clear();
                return !again;
            }
        }

        throw new ConnectorException(
            ConnectorFailure.Transient,
            $"{file.Name}/{spec.Name} {part.Part}: the partner's list ended without its last page.");
    }

    // What the run's end wants to know of each part.
    private async Task KeepAsync(NpgsqlTransaction transaction)
    {
        await SourceFieldStore.KeepAsync(transaction, chunk.Run.Id, chunk.Chunk.No, fields, chunk.Cancel);
        if (part.Snapshot is not null)
        {
            await SeenKeyStore.KeepAsync(
                transaction, chunk.Run.Id, chunk.Chunk.No, counts.Round, seen.Keys, chunk.Cancel);
        }
    }

    // Where the partner counts, its count decides; rows that came twice then only mean that rows were added in front.
    private ImportCounts Prove(ImportCounts read) => read with
    {
        Missing = read.SourceTotal is { } total ? Math.Max(0, total - seen.Came) : 0,
        Unproven = read.SourceTotal is null ? seen.Twice : 0,
    };

    private MappedPage Map(RawPage page) => Mapper.Map(spec, mapping, fields.Watch(source.Read(mapping, page)));

    // Everything that needs no database, so that the transaction waits for the database alone.
    private PreparedPage Prepare(RawPage page)
    {
        var mapped = Map(page);
        return new PreparedPage(mapped, IncomingDocuments.Of(mapped.Documents), HashedPage.Of(page));
    }

    private async Task<UpsertResult> SaveAsync(NpgsqlTransaction transaction, PreparedPage page)
    {
        var run = chunk.Run.Id;
        await AdvisoryLocks.SharePagesAsync(transaction, file.Name, spec.Name);
        var raw = await RawStore.BeginAsync(
            transaction, file.Name, spec.Name, part.Part, page.Raw, chunk.Cancel);
        var written = await CanonicalStore.UpsertAsync(
            transaction, spec, file.Name, run, page.Incoming, chunk.Cancel);
        if (mapping.RegisterDealers)
        {
            await DealerStore.RegisterAsync(transaction, spec, file.Name, run, page.Mapped.Documents, chunk.Cancel);
        }

        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, page.Mapped.Rejected, chunk.Cancel);
        await RawStore.EndAsync(transaction, raw, Place, chunk.Cancel);
        return written;
    }

    private sealed record PreparedPage(MappedPage Mapped, IncomingDocuments Incoming, HashedPage Raw);
}
