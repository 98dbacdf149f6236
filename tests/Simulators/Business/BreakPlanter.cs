namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Plants differences for reconciliation (预埋差异), each with the documents that prove its cause. No document carries
/// two of them, two dealers carry none.
/// </summary>
internal sealed class BreakPlanter(int seed, Trading trading)
{
    private static readonly int[] Spotless = [5, 20];

    private readonly HashSet<Invoice> taken = [];

    public List<Plant> Plants { get; } = [];

    public void Plant(IReadOnlyList<Dealer> dealers)
    {
        for (var index = 0; index < dealers.Count; index++)
        {
            if (Spotless.Contains(index + 1))
            {
                continue;
            }

            var dice = new Dice(seed, "plant/" + dealers[index].Code);
            // The first kind goes round, so that every kind is there several times whatever the dice say.
            var kinds = new List<int> { index % 8, (index + 3) % 8 };
            while (dice.Chance(45))
            {
                kinds.Add(dice.Between(0, 7));
            }

            foreach (var kind in kinds)
            {
                Plants.Add(Plant(dealers[index], (PlantKind)kind, dice));
            }
        }
    }

    private Plant Plant(Dealer dealer, PlantKind kind, Dice dice)
    {
        var month = trading.Month;
        switch (kind)
        {
            case PlantKind.InTransit:
                var shipped = month.End.AddDays(-dice.Between(0, 1));
                DateOnly? proof = dice.Chance(50) ? null : month.End.AddDays(dice.Between(2, 3));
                return OfInvoice(dealer, kind, trading.Sell(dealer, dice, shipped.AddDays(-2), shipped, proof), null);
            case PlantKind.OtherPeriodInvoice:
                var last = month.Start.AddDays(-1);
                var early = trading.Sell(dealer, dice, last.AddDays(-1), last, month.Day(2));
                return OfInvoice(dealer, kind, early, early.Debt);
            case PlantKind.OtherPeriodPayment:
                var about = trading.DebtOn(dealer, month.End) * 0.3m;
                var payment = trading.Pay(dealer, dice, month.End, about, posted: month.End.AddDays(2));
                return new Plant(dealer, kind, null, payment, -payment.Amount);
            case PlantKind.UnitPrice:
                return AtListPrice(dealer, dice);
            case PlantKind.Quantity:
                return ShortReceipt(dealer, dice);
            case PlantKind.Rounding:
                var rounded = Pick(dealer, dice);
                return OfInvoice(dealer, kind, rounded, rounded.Debt + (dice.Pick([-3, -2, -1, 1, 2, 3]) / 100m));
            case PlantKind.Duplicate:
                var twice = Pick(dealer, dice);
                return OfInvoice(dealer, kind, twice, twice.Debt);
            default:
                return OfInvoice(dealer, kind, Pick(dealer, dice), null);
        }
    }

    /// <summary>
    /// We billed a line at list price although the order says the dealer's price; the dealer goes by the order.
    /// </summary>
    private Plant AtListPrice(Dealer dealer, Dice dice)
    {
        var invoice = Pick(dealer, dice);
        var agreed = invoice.Debt;
        var index = dice.Between(0, invoice.Lines.Count - 1);
        var line = invoice.Lines[index];
        invoice.Lines[index] = line with { Price = line.Product.ListPrice };
        return OfInvoice(dealer, PlantKind.UnitPrice, invoice, agreed);
    }

    /// <summary>The dealer signed for fewer pieces than we shipped and billed, and books what it received.</summary>
    private Plant ShortReceipt(Dealer dealer, Dice dice)
    {
        var invoice = Pick(dealer, dice);
        var index = dice.Between(0, invoice.Lines.Count - 1);
        var lines = invoice.Delivery!.Lines;
        lines[index] = lines[index] with { Received = lines[index].Quantity - dice.Between(1, 5) };
        var booked = invoice.Lines.Select((line, at) => (line with { Quantity = lines[at].Received }).Gross).Sum();
        return OfInvoice(dealer, PlantKind.Quantity, invoice, booked);
    }

    private Plant OfInvoice(Dealer dealer, PlantKind kind, Invoice invoice, decimal? booked)
    {
        taken.Add(invoice);
        return new Plant(dealer, kind, invoice, null, booked);
    }

    private Invoice Pick(Dealer dealer, Dice dice)
    {
        var free = trading.Invoices.Where(invoice =>
            invoice.Dealer == dealer && invoice.Type == "F2" && trading.Month.Contains(invoice.Date)
            && invoice.Delivery!.DeliveredOn <= trading.Month.End && !taken.Contains(invoice)).ToList();
        return dice.Pick(free);
    }
}
