namespace DealerIntegration.Simulators.Business;

/// <summary>Sets credit limits (授信额度) wide enough for every dealer but the one whose order must be refused.</summary>
internal static class CreditLimits
{
    public static void Set(IReadOnlyList<Dealer> dealers, Trading trading, IReadOnlyList<NewOrder> wishes)
    {
        foreach (var dealer in dealers)
        {
            var atCutOff = trading.DebtOn(dealer, trading.Month.End);
            var today = trading.DebtOn(dealer, trading.Month.Today);
            var open = trading.Orders.Where(order => order.Dealer == dealer && order.Status != "C")
                .Sum(order => order.Net) * (1 + Product.TaxRate);
            var own = wishes.Where(wish => wish.Dealer == dealer).ToList();
            dealer.CreditLimit = own.Exists(wish => wish.Refusal == "BeyondCredit")
                ? Math.Floor(Math.Min(atCutOff, today) * 0.5m / 1000) * 1000
                : Math.Ceiling(2 * (Math.Max(atCutOff, today) + open + own.Sum(wish => wish.Gross)) / 10000) * 10000;
        }
    }
}
