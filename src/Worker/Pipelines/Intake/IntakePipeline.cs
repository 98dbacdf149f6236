using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Intake;

/// <summary>
/// Fetches dealers' files from the servers of config/intake.json (远程收件) and stores them as sent; the uploads run
/// reads them. A parcel is committed first and cleared away on the server after: killed in between, the next look finds
/// it again, knows it, and only clears it away.
/// </summary>
internal sealed class IntakePipeline(IntakeRegistry intakes) : IPipeline
{
    public string Name => "intake";

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunPlan(
            [.. intakes.Ways(run.Scope).Select(way => JsonSerializer.Serialize(ArrivalStore.NameOf(way)))]));

    public async Task ExecuteAsync(ChunkScope chunk)
    {
        var way = Enum.Parse<IntakeWay>(JsonSerializer.Deserialize<string>(chunk.Chunk.Content)!, ignoreCase: true);
        var report = new IntakeReport();
        var (files, known) = (0, 0);
        var (dealers, since) = await BeginAsync(chunk);
        await using var intake = intakes.Open(way);
        await foreach (var parcel in intake.LookAsync(dealers.Contains, report, chunk.Cancel))
        {
            await chunk.CommitAsync(async transaction =>
            {
                var arrived = await ArrivalStore.AddAsync(
                    transaction, way, parcel, since, chunk.Run.Id, chunk.Cancel);
                var fresh = arrived.Count(file => file.IsNew);
                (files, known) = (files + fresh, known + parcel.Files.Count - fresh);
                return new ChunkProgress(false, files, 0);
            });
            if (await intake.ClearAsync(parcel, chunk.Cancel))
            {
                await chunk.CommitAsync(async transaction =>
                {
                    await ArrivalStore.ClearAsync(transaction, way, parcel, chunk.Cancel);
                    return new ChunkProgress(false, files, 0);
                });
            }
            else
            {
                report.Leave(parcel.DealerCode, parcel.Files[0].Name, "it changed after it was stored");
            }
        }

        await chunk.CommitAsync(async transaction =>
        {
            if (way == IntakeWay.Sftp)
            {
                await ArrivalStore.ClearGoneAsync(transaction, way, report.Present, since, chunk.Cancel);
            }

            return new ChunkProgress(true, files, 0, IntakeCounts.Of(way, files, known, report).ToJson());
        });
    }

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var counts = (await ChunkStore.CountsAsync(transaction, run.Id)).Select(IntakeCounts.Read).ToList();
        var notes = counts.Select(c => c.Note()).Where(note => note is not null).ToList();
        return new RunEnd(
            true, JsonSerializer.Serialize(counts, JsonSerializerOptions.Web),
            notes.Count == 0 ? null : string.Join("; ", notes));
    }

    private static async Task<(HashSet<string> Dealers, DateTime Since)> BeginAsync(ChunkScope chunk)
    {
        HashSet<string> codes = [];
        var since = default(DateTime);
        await chunk.CommitAsync(async transaction =>
        {
            codes = [.. (await MasterStore.DealersAsync(transaction, chunk.Cancel)).Keys];
            since = await ArrivalStore.NowAsync(transaction, chunk.Cancel);
            return new ChunkProgress(false, 0, 0);
        });
        return (codes, since);
    }
}
