using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>What other rules would have made of one period.</summary>
internal sealed record WhatIfPeriod(
    string Period, long Run, int Dealers, int Matches, IReadOnlyList<MatchChange> Changes, decimal ResidualBefore,
    decimal ResidualAfter, IReadOnlyDictionary<BreakCause, decimal> CausesAfter);

/// <summary>
/// Replays another rule set on finished periods (规则回测): on the input that each run saw, without writing. What differs
/// is the rules' doing alone.
/// </summary>
internal sealed class WhatIf(Database database, HubOptions options)
{
    /// <param name="rules">The rule set to try.</param>
    /// <param name="latest">The last period to look at; null: the last that was reconciled.</param>
    /// <param name="last">How many periods.</param>
    /// <param name="dealer">One dealer's code, or empty for all.</param>
    /// <param name="cancel">Stops the replay.</param>
    public async Task<IReadOnlyList<WhatIfPeriod>> RunAsync(
        ReconciliationRules rules, Period? latest, int last, string dealer, CancellationToken cancel)
    {
        var runs = await database.RolledBackAsync(
            transaction => RunStore.FinishedAsync(
                transaction, BookSources.Of(rules.Books).Pipeline, latest, last, cancel),
            cancel);
        if (runs.Count == 0)
        {
            throw new ConfigurationException(
                "No period was reconciled yet; reconcile one first (./hub reconcile --period 2026-10).");
        }

        var periods = new List<WhatIfPeriod>();
        foreach (var run in runs)
        {
            periods.Add(await ReplayAsync(run, rules, dealer, cancel));
        }

        return periods;
    }

    private async Task<WhatIfPeriod> ReplayAsync(
        Run run, ReconciliationRules rules, string dealer, CancellationToken cancel)
    {
        var period = RunPeriod.Of(run);
        var watermark = run.Watermark!.Value;
        var dealers = await database.RolledBackAsync(
            transaction => MasterStore.DealerCodesAsync(transaction, dealer, watermark, cancel), cancel);
        if (dealers.Count == 0)
        {
            throw new ConfigurationException($"There was no dealer '{dealer}' in {period}.");
        }

        var (count, matches, before, after) = (0, 0, 0m, 0m);
        var changes = new List<MatchChange>();
        var causes = new SortedDictionary<BreakCause, decimal>();
        foreach (var chunk in dealers.Chunk(options.Work.DealersPerChunk))
        {
            await database.RolledBackAsync(
                async transaction =>
                {
                    var outcomes = await ReconcileWork.ComputeAsync(
                        transaction, chunk, period, watermark, rules, cancel);
                    var stored = await ReconciledStore.LoadAsync(transaction, run.Id, chunk, cancel);
                    before += await ReconciledStore.ResidualAsync(transaction, run.Id, chunk, cancel);
                    foreach (var result in outcomes.Where(o => o.Result is not null).Select(o => o.Result!))
                    {
                        count++;
                        matches += result.Matches.Count;
                        after += Math.Abs(result.Residual);
                        changes.AddRange(MatchChanges.Between(
                            result.DealerCode, stored.MatchesOf(result.DealerCode), result.Matches));
                        foreach (var (cause, amount) in result.Explained)
                        {
                            causes[cause] = causes.GetValueOrDefault(cause) + amount;
                        }
                    }

                    return true;
                },
                cancel);
        }

        return new WhatIfPeriod(period.ToString(), run.Id, count, matches, changes, before, after, causes);
    }
}
