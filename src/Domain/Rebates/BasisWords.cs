using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates;

/// <summary>The first line of an explanation: what was added up.</summary>
internal static class BasisWords
{
    public static string Of(RuleInput input, string? group)
    {
        var (policy, basis, count) = (input.Policy, input.Basis, input.Lines.Count);
        var what = basis.MeasuredIn == BasisMeasure.Quantity
            ? $"quantity {Figures.Plain(basis.Quantity)} (value {Figures.Amount(basis.Value)} {policy.Currency})"
            : $"value {Figures.Amount(basis.Value)} {policy.Currency}";
        var tax = policy.Basis.TaxInclusive ? "with tax" : "without tax";
        var returns = policy.Basis.NetOfReturns ? "returns deducted" : "returns not deducted";
        var earlier = policy.Stacking.ReducedByEarlier && input.Lines.Dealers.Any(d => d.Book.Given is not null)
            ? ", what earlier policies gave deducted"
            : "";
        var whose = group is null ? "" : $" of {input.Lines.Dealers.Count} dealers of {group}";
        var lines = count == 1 ? "line" : "lines";
        return $"Basis: {count} {Kind(policy)} {lines}{whose}, {what}, {tax}, {returns}{earlier}.";
    }

    private static string Kind(RebatePolicy policy) => policy.Rule.Source(policy.Basis) switch
    {
        LineSource.Ordered => "ordered",
        LineSource.Shipped => "shipped",
        LineSource.Invoiced => "invoiced",
        LineSource.Paid => "paid",
        LineSource.SellThrough => "sold-on",
        LineSource.Activations => "activated",
        _ => "counted stock",
    };
}
