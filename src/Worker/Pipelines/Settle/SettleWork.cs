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
        var settled = await SettledRuns.BeforeAsync(transaction, month, cancel);
        var late = await new LateStore(transaction, scope, settled, month, zone)
            .FindAsync(LatePeriods.Kinds(policies), cancel);
        var posted = await PostingStore.PostedAsync(transaction, cancel);
        var nothing = await PostingStore.NothingAsync(transaction, cancel);
        var input = await LoadAsync(transaction, scope, month, cancel);
        var results = new List<RebateResult>(RebateCalculator.Calculate(policies, input, month));
        var uncounted = new List<UncountedMove>(UncountedMove.Of(policies, input));
        results.AddRange(await LateAsync(transaction, late, settled, uncounted, cancel));
        var prepared = new List<SettledRebate>(results.Count);
        foreach (var result in results)
        {
            var (before, settledBy) = posted.Of(result);
            if (result.Trace.Count > 0 || before != PostedBefore.Nothing || result.Earned != 0m)
            {
                var key = (result.PolicyCode, result.DealerCode, result.Period.Name);
                settledBy ??= nothing.TryGetValue(key, out var id) ? id : null;
                prepared.Add(new SettledRebate(
                    result, before, Settlement.Settle(result, before, month), settledBy,
                    _byCode[result.PolicyCode]));
            }
        }

        return new SettleOutcome(
            prepared,
            input.Dealers.Sum(d => (long)d.Invoiced.Length),
            [.. uncounted.DistinctBy(u => (u.DealerCode, u.Line.DocumentNumber, u.Line.Position))]);
    }

    /// <summary>
    /// What came late counts now, under the policies of the period it happened in (实际年月, 计入年月): every earlier
    /// earning period that was settled and that something reaches which those settlements have not seen, as of its end.
    /// </summary>
    private async Task<IReadOnlyList<RebateResult>> LateAsync(
        NpgsqlTransaction transaction, ILookup<string, LateChange> late, SettledRuns settled,
        List<UncountedMove> uncounted, CancellationToken cancel)
    {
        var wanted = late
            .SelectMany(d => LatePeriods.Of(policies, month, [.. d])
                .Where(p => settled.Has(d.Key, p.Policy, p.Period))
                .Select(p => (p.Policy.Code, p.Period, Dealer: d.Key)))
            .ToLookup(w => Period.Of(w.Period.End));
        var results = new List<RebateResult>();
        foreach (var end in wanted.OrderBy(w => w.Key))
        {
            var families = await DealerFamilies.OfAsync(
                transaction, policies, [.. end.Select(w => w.Dealer).Distinct()], watermark, cancel);
            var headOf = families.SelectMany(family => family.Select(dealer => (dealer, family[0])))
                .ToDictionary(d => d.dealer, d => d.Item2, StringComparer.Ordinal);
            var periods = end.Select(w => (w.Code, w.Period.Name, headOf[w.Dealer])).ToHashSet();
            var scope = await SettleScope.MakeAsync(transaction, [.. headOf.Keys], watermark, cancel);
            var input = await LoadAsync(transaction, scope, end.Key, cancel);
            uncounted.AddRange(UncountedMove.Of(policies, input));
            results.AddRange(RebateCalculator.Calculate(policies, input, end.Key)
                .Where(r => periods.Contains((r.PolicyCode, r.Period.Name, headOf[r.DealerCode]))));
        }

        return results;
    }

    private Task<RebateInput> LoadAsync(
        NpgsqlTransaction transaction, SettleScope scope, Period of, CancellationToken cancel) =>
        RebateInputStore.LoadAsync(transaction, scope, policies.Needs(of), zone, cancel);
}

/// <summary>What came of it, and how many invoice lines were looked at.</summary>
/// <param name="Uncounted">Moved volume that counts nowhere because of its currency.</param>
internal sealed record SettleOutcome(
    IReadOnlyList<SettledRebate> Settled, long Lines, IReadOnlyList<UncountedMove> Uncounted);
