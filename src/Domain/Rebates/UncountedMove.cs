namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// Volume that a ruling moved to a dealer in a currency in which no policy counts it, though one in another currency of
/// the dealer would (币种不符的窜货调整量). Nothing is converted: finance settles it by hand.
/// </summary>
/// <param name="Line">Its document is the case.</param>
/// <param name="Currency">That of the line.</param>
/// <param name="Policies">Policies that would count it, were it in theirs.</param>
public sealed record UncountedMove(
    string DealerCode, RebateLine Line, string Currency, IReadOnlyList<RebatePolicy> Policies)
{
    /// <summary>Every such line of the dealers, in their order; a line is told once.</summary>
    public static IReadOnlyList<UncountedMove> Of(PolicySet policies, RebateInput input)
    {
        var currencies = input.Dealers.ToLookup(d => d.Dealer.Code, d => d.Dealer.Currency, StringComparer.Ordinal);
        return
        [
            .. from sales in input.Dealers
               from line in sales.Moved

               // What is moved away never counted either, where its currency has no policy.
               where line.Quantity > 0m
               let counting = policies.Policies.Where(p => Counts(p, sales.Dealer, line)).ToList()
               where counting.TrueForAll(p => p.Currency != sales.Dealer.Currency)
               let others = counting.Where(p => currencies[sales.Dealer.Code].Contains(p.Currency)).ToList()
               where others.Count > 0
               select new UncountedMove(sales.Dealer.Code, line, sales.Dealer.Currency, others),
        ];
    }

    // Whatever its currency.
    private static bool Counts(RebatePolicy policy, DealerFacts dealer, RebateLine line) =>
        policy.CountsMovedVolume() && policy.Who.Names(dealer) && policy.What.ReasonAgainst(line.Product) is null
        && line.Date >= policy.ValidFrom && line.Date <= policy.ValidTo;
}
