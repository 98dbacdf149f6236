using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>Splits what belongs to a group over its dealers by what each contributed to the basis.</summary>
internal static class ByContribution
{
    public static decimal[] Split(decimal whole, RuleInput input, int scale)
    {
        var byDealer = new decimal[input.Lines.Dealers.Count];
        if (whole == 0m || byDealer.Length == 1)
        {
            byDealer[0] = whole;
            return byDealer;
        }

        var contributions = input.Lines.In(input.Basis.MeasuredIn);
        var at = 0;
        for (var d = 0; d < byDealer.Length; d++)
        {
            var count = input.Lines.Dealers[d].Counted.Length;
            byDealer[d] = Shares.SumOf(contributions.AsSpan(at, count));
            at += count;
        }

        // A guarantee without any business is everybody's alike.
        return Allocation.Allocate(
            whole, input.Basis.Measure > 0m ? byDealer : [.. byDealer.Select(_ => 1m)], scale);
    }
}
