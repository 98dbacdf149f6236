using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>
/// Settles some dealers: load what the policies need, compute, compare with what was settled before. What becomes of
/// the outcome is the caller's business: a run saves it, a what-if only looks at it.
/// </summary>
/// <param name="zone">Decides the day of a scan.</param>
internal sealed class SettleWork(PolicySet policies, Period month, long watermark, TimeZoneInfo zone)
{
    private readonly Dictionary<string, RebatePolicy> _byCode =
        policies.Policies.ToDictionary(p => p.Code, StringComparer.Ordinal);

    /// <param name="transaction">Reads and temporary tables only.</param>
    /// <param name="dealers">With every dealer that a policy adds up with another; see
    /// <see cref="DealerFamilies"/>.</param>
    /// <param name="cancel">Stops the work.</param>
    public async Task<SettleOutcome> ComputeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        var scope = await SettleScope.MakeAsync(transaction, dealers, watermark, cancel);
        var late = await scope.LateMonthsAsync(transaction, month, cancel);
        var posted = await PostingStore.PostedAsync(transaction, month, cancel);
        var input = await LoadAsync(transaction, scope, month, cancel);
        var results = new List<RebateResult>(RebateCalculator.Calculate(policies, input, month));
        results.AddRange(await LateAsync(transaction, late, cancel));
        var settled = new List<SettledRebate>(results.Count);
        foreach (var result in results)
        {
            var before = posted.Of(result);
            if (result.Trace.Count > 0 || before.Amount != 0m || result.Earned != 0m)
            {
                settled.Add(new SettledRebate(
                    result, Settlement.Settle(result, before.Amount), before.SettledBy, _byCode[result.PolicyCode]));
            }
        }

        return new SettleOutcome(settled, input.Dealers.Sum(d => (long)d.Invoiced.Length));
    }

    /// <summary>
    /// What came late counts now, under the policies of the period it happened in (实际年月, 计入年月): every earlier earning
    /// period with a document that the settlements before have not seen, computed as of its end.
    /// </summary>
    private async Task<IReadOnlyList<RebateResult>> LateAsync(
        NpgsqlTransaction transaction, ILookup<Period, string> late, CancellationToken cancel)
    {
        var wanted = late
            .SelectMany(m => policies.Policies.Select(p => (p.Code, Period: EarningPeriod.Of(p, m.Key), Dealers: m)))
            .Where(w => w.Period is { } period && period.End < month.Start)
            .ToLookup(w => Period.Of(w.Period!.Value.End));
        var results = new List<RebateResult>();
        foreach (var end in wanted.OrderBy(w => w.Key))
        {
            var periods = end.Select(w => (w.Code, w.Period!.Value.Name)).ToHashSet();
            var dealers = await DealerFamilies.OfAsync(
                transaction, policies, [.. end.SelectMany(w => w.Dealers).Distinct()], watermark, cancel);
            var scope = await SettleScope.MakeAsync(
                transaction, [.. dealers.SelectMany(family => family)], watermark, cancel);
            var input = await LoadAsync(transaction, scope, end.Key, cancel);
            results.AddRange(RebateCalculator.Calculate(policies, input, end.Key)
                .Where(r => periods.Contains((r.PolicyCode, r.Period.Name))));
        }

        return results;
    }

    private Task<RebateInput> LoadAsync(
        NpgsqlTransaction transaction, SettleScope scope, Period of, CancellationToken cancel) =>
        RebateInputStore.LoadAsync(transaction, scope, policies.Needs(of), zone, cancel);
}

/// <summary>What came of it, and how many invoice lines were looked at.</summary>
internal sealed record SettleOutcome(IReadOnlyList<SettledRebate> Settled, long Lines);
