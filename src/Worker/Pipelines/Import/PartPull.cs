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
    private ImportCounts counts = ImportCounts.Parse(chunk.Chunk.Counts);
    private string? cursor = chunk.Chunk.Checkpoint;

    /// <summary>Learns from the stored pages what had come before this worker took the chunk over.</summary>
    public async Task ResumeAsync(Database database)
    {
        if (counts.Pages == 0)
        {
            return;
        }

        foreach (var page in await database.RolledBackAsync(
            transaction => RawStore.ReadByAsync(
                transaction, new PagePlace(chunk.Run.Id, chunk.Chunk.No, counts.Pass), chunk.Cancel),
            chunk.Cancel))
        {
            seen.Add(Map(page));
        }
    }

    /// <summary>Reads the part to its end.</summary>
    /// <returns>False: it must be read once more.</returns>
    public async Task<bool> PassAsync()
    {
        await foreach (var page in source.PullAsync(mapping, part.Part, part.Window, cursor, chunk.Cancel))
        {
            var mapped = Map(page);
            seen.Add(mapped);
            var isLast = page.Cursor is null;
            var again = false;
            await chunk.CommitAsync(async transaction =>
            {
                var written = await SaveAsync(transaction, page, mapped);
                var read = counts.Add(mapped.Tally, page.SourceTotal, written).At(page.SentAt);
                var proven = isLast ? Prove(read) : read;
                again = isLast && !proven.IsProven && proven.Pass + 1 < Passes;
                if (again)
                {
                    await RejectedRowStore.ForgetAsync(transaction, chunk.Run.Id, chunk.Chunk.No, chunk.Cancel);
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

    // Where the partner counts, its count decides; rows that came twice then only mean that rows were added in front.
    private ImportCounts Prove(ImportCounts read) => read with
    {
        Missing = read.SourceTotal is { } total ? Math.Max(0, total - seen.Came) : 0,
        Unproven = read.SourceTotal is null ? seen.Twice : 0,
    };

    private MappedPage Map(RawPage page) => Mapper.Map(spec, mapping, source.Read(mapping, page));

    private async Task<UpsertResult> SaveAsync(NpgsqlTransaction transaction, RawPage page, MappedPage mapped)
    {
        var run = chunk.Run.Id;
        await AdvisoryLocks.SharePagesAsync(transaction, file.Name, spec.Name);
        await RawStore.SaveAsync(
            transaction, file.Name, spec.Name, part.Part, page, new PagePlace(run, chunk.Chunk.No, counts.Pass),
            chunk.Cancel);
        var written = await CanonicalStore.UpsertAsync(
            transaction, spec, file.Name, run, mapped.Documents, chunk.Cancel);
        if (mapping.RegisterDealers)
        {
            await DealerStore.RegisterAsync(transaction, spec, file.Name, run, mapped.Documents, chunk.Cancel);
        }

        await RejectedRowStore.AddAsync(transaction, run, chunk.Chunk.No, mapped.Rejected, chunk.Cancel);
        return written;
    }
}
