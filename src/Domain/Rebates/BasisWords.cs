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
        var moved = MovedWords(input);
        var whose = group is null ? "" : $" of {input.Lines.Dealers.Count} dealers of {group}";
        var lines = count == 1 ? "line" : "lines";
        return $"Basis: {count} {Kind(policy)} {lines}{whose}, {what}, {tax}, {returns}{earlier}{moved}.";
    }

    // What rulings on diversion moved is no document of the dealer's: whoever checks the basis must see it apart.
    private static string MovedWords(RuleInput input)
    {
        if (input.Lines.Dealers.All(d => d.Dealer.Sales.Moved.Length == 0))
        {
            return "";
        }

        var moved = input.Lines.Dealers.SelectMany(d => d.Counted.Select(i => d.Book.Lines[i])).Where(l => l.IsMoved)
            .ToList();
        if (moved.Count == 0)
        {
            return "";
        }

        var basis = input.Policy.Basis;
        var amount = moved.Sum(l => basis.TaxInclusive ? l.GrossAmount : l.NetAmount);
        var cases = moved.Select(l => l.DocumentNumber).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $", in it quantity {Figures.Plain(moved.Sum(l => l.Quantity))} (value {Figures.Amount(amount)}) moved "
            + $"by rulings on {string.Join(", ", cases)}";
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
