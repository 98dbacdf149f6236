using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>
/// Replays a changed or new policy on settled months (返利试算): on the input that each run saw, once under the policies
/// in force and once with the tried one among them. Both are computed as a settlement would be and nothing is written,
/// so what differs is the tried policy's doing alone, also where it stacks with others.
/// </summary>
internal sealed class SettleTrial(Database database, HubOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.Principal.TimeZone);

    /// <param name="inForce">Today's policies.</param>
    /// <param name="candidate">A policy that takes the place of the one with its code, or is added.</param>
    /// <param name="latest">The last month to look at; null: the last that was settled.</param>
    /// <param name="last">How many months.</param>
    /// <param name="dealer">One dealer's code, or empty for all.</param>
    /// <param name="near">How far from a tier still is near it, in percent of where it starts.</param>
    /// <param name="cancel">Stops the replay.</param>
    public async Task<SettleTrialReport> RunAsync(
        IReadOnlyList<RebatePolicy> inForce, PolicyFolder candidate, Period? latest, int last, string dealer,
        decimal near, CancellationToken cancel)
    {
        var tried = candidate.Policies.Single();
        var runs = await database.RolledBackAsync(
            transaction => RunStore.FinishedAsync(transaction, "settle", latest, last, cancel), cancel);
        if (runs.Count == 0)
        {
            throw new ConfigurationException(
                "No month was settled yet; settle one first (./hub settle --period 2026-10).");
        }

        var months = runs.Select(run => new TrialMonth(run)).ToList();
        var policies = (
            Today: new PolicySet(inForce),
            Proposed: new PolicySet([.. inForce.Where(policy => policy.Code != tried.Code), tried]));
        var report = new SettleTrialReport(tried.Code, tried.Version, near, months);
        var known = await database.RolledBackAsync(
            transaction => MasterStore.KnownCodesAsync(transaction, months[0].Watermark, cancel), cancel);
        candidate.CheckAgainst(known);
        foreach (var chunk in await ChunksAsync(inForce.Append(tried), months[0], dealer, cancel))
        {
            var (today, proposed) = (new List<RebateResult>(), new List<RebateResult>());
            foreach (var month in months)
            {
                var before = await ComputeAsync(policies.Today, month, chunk, dealer, cancel);
                var after = await ComputeAsync(policies.Proposed, month, chunk, dealer, cancel);
                month.Add(before, after);
                today.AddRange(before);
                proposed.AddRange(after);
            }

            // A dealer's months lie in one chunk, so that the comparison of a chunk is whole and its lines can go.
            report.Add(WhatIfComparison.Of(today, proposed, near), proposed);
        }

        return report;
    }

    private Task<IReadOnlyList<IReadOnlyList<string>>> ChunksAsync(
        IEnumerable<RebatePolicy> policies, TrialMonth newest, string dealer, CancellationToken cancel) =>
        database.RolledBackAsync<IReadOnlyList<IReadOnlyList<string>>>(
            async transaction =>
            {
                var dealers = await MasterStore.DealerCodesAsync(transaction, dealer, newest.Watermark, cancel);
                if (dealers.Count == 0)
                {
                    throw new ConfigurationException($"There was no dealer '{dealer}' in {newest.Period}.");
                }

                var families = await DealerFamilies.OfAsync(
                    transaction, new PolicySet(policies), dealers, newest.Watermark, cancel);
                return [.. new DealerChunks(options).Pack(families).Select(DealerChunks.Of)];
            },
            cancel);

    private async Task<IReadOnlyList<RebateResult>> ComputeAsync(
        PolicySet policies, TrialMonth month, IReadOnlyList<string> dealers, string dealer, CancellationToken cancel)
    {
        var work = new SettleWork(policies, month.Month, month.Watermark, _zone);
        var outcome = await database.RolledBackAsync(
            transaction => work.ComputeAsync(transaction, dealers, cancel), cancel);
        return
        [
            .. outcome.Settled.Select(s => s.Result).Where(r => dealer.Length == 0 || r.DealerCode == dealer),
        ];
    }
}

/// <summary>One replayed month: what was earned as of its end under both.</summary>
internal sealed class TrialMonth(Run run)
{
    private readonly SortedDictionary<string, WhatIfCost> _costs = new(StringComparer.Ordinal);

    public string Period => Month.ToString();

    public long Run => run.Id;

    public IReadOnlyCollection<WhatIfCost> Costs => _costs.Values;

    internal Period Month { get; } = RunPeriod.Of(run);

    internal long Watermark => run.Watermark!.Value;

    internal void Add(IReadOnlyList<RebateResult> today, IReadOnlyList<RebateResult> proposed)
    {
        foreach (var result in today)
        {
            Add(new WhatIfCost(result.Currency, result.Earned, 0m));
        }

        foreach (var result in proposed)
        {
            Add(new WhatIfCost(result.Currency, 0m, result.Earned));
        }
    }

    private void Add(WhatIfCost cost)
    {
        var known = _costs.GetValueOrDefault(cost.Currency) ?? new WhatIfCost(cost.Currency, 0m, 0m);
        _costs[cost.Currency] = new WhatIfCost(
            cost.Currency, known.Today + cost.Today, known.Proposed + cost.Proposed);
    }
}
