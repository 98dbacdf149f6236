using System.Text.Json;
using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Rebates;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Release;

/// <summary>
/// Books what has expired in the rebate pool and names what will soon (返利到期). Nobody can draw from a credit after its
/// last day, whether this has run or not; running twice books nothing twice.
/// </summary>
internal sealed class ExpirePipeline(HubOptions options, BusinessDay day) : IPipeline
{
    private const int MostNamed = 5;

    public string Name => "expire-rebates";

    public async Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var dealers = await RebatePoolStore.ExpiringDealersAsync(transaction, day.Of(run), cancel);
        return new RunPlan([.. dealers.Chunk(options.Work.DealersPerChunk).Select(c => JsonSerializer.Serialize(c))]);
    }

    public Task ExecuteAsync(ChunkScope chunk) => chunk.CommitAsync(async transaction =>
    {
        var run = chunk.Run;
        var dealers = DealerChunks.Of(chunk.Chunk);
        await AdvisoryLocks.TakeAccountsAsync(transaction, dealers);
        var over = (await RebatePoolStore.CreditsAsync(transaction, dealers, chunk.Cancel))
            .Where(c => c.ExpiresOn < day.Of(run)).ToList();
        await RebatePoolStore.BookAsync(transaction, [.. over.Select(c => Entry(c, run))], chunk.Cancel);
        return new ChunkProgress(true, over.Count, 0);
    });

    public async Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel)
    {
        var today = day.Of(run);
        var until = today.AddDays(options.Rebates.ExpiryWarningDays);
        var soon = await RebatePoolStore.ExpiringSoonAsync(transaction, null, today, until, cancel);
        var expired = await RebatePoolStore.ExpiredByRunAsync(transaction, run.Id, cancel);
        var note = soon.Count == 0
            ? null
            : $"{soon.Count} credits expire by {until:yyyy-MM-dd}: "
              + string.Join("; ", soon.Take(MostNamed).Select(Named)) + (soon.Count > MostNamed ? "; …" : "");
        return new RunEnd(true, JsonSerializer.Serialize(new { expired, expiringSoon = soon.Count }), note);
    }

    private static PoolEntry Entry(PoolCredit credit, Run run) =>
        new(
            credit.Purse, PoolEntryKind.Expiry, -credit.Remaining,
            $"entry {credit.Number} could be drawn until {credit.ExpiresOn:yyyy-MM-dd}", run.AskedBy,
            [new PoolPart(credit.Number, -credit.Remaining)])
        {
            Run = run.Id,
        };

    private static string Named(PoolCredit credit) =>
        $"{credit.Purse.DealerCode} {AmountText.Of(credit.Remaining)} {credit.Purse.Currency} "
        + $"on {credit.ExpiresOn:yyyy-MM-dd}";
}
