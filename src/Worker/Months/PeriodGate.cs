using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Months;

/// <summary>
/// Stands before every run that books in a period (期间控制): a closed one takes no more. The period stays shared until
/// the run's plan commits, so that a close either sees the run or is seen by it.
/// </summary>
internal static class PeriodGate
{
    private static readonly string[] Bound = ["reconcile", "settle", "release", "statements"];

    /// <summary>Lets a run in, and marks the period as being reconciled when a reconciliation is the first.</summary>
    /// <exception cref="ConfigurationException">The period is closed.</exception>
    public static async Task EnterAsync(NpgsqlTransaction transaction, Run run, CancellationToken cancel)
    {
        if (!Bound.Contains(run.Pipeline) || run.IsDryRun || !Period.TryParse(run.Period, out var period))
        {
            return;
        }

        var watermark = await Watermark.FixAsync(transaction);
        await AdvisoryLocks.SharePeriodAsync(transaction, period);
        var state = await PeriodStore.StateAsync(transaction, period, cancel);
        if (state == PeriodState.Closed)
        {
            throw new ConfigurationException(
                $"{period} is closed, {run.Pipeline} changes nothing in it. What came late counts in the next open "
                + $"period; to work on {period} itself open it again: "
                + $"./hub period reopen --period {period} --reason \"…\"");
        }

        if (state == PeriodState.Open && run.Pipeline == "reconcile")
        {
            await PeriodStore.AddAsync(
                transaction,
                period,
                PeriodState.Reconciling,
                new PeriodStep(run.AskedBy, null, watermark, $$"""{"run": {{run.Id}}}"""),
                cancel);
        }
    }
}
