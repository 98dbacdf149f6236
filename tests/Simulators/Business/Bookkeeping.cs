namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Writes each dealer's book from the documents it got (经销商记账), mistakes included where they are planted.
/// </summary>
internal sealed class Bookkeeping(int seed, Trading trading, IReadOnlyList<Plant> plants)
{
    public Ledger Write(Dealer dealer)
    {
        var dice = new Dice(seed, "ledger/" + dealer.Code);
        var month = trading.Month;
        var own = plants.Where(plant => plant.Dealer == dealer).ToList();
        var opening = trading.DebtOn(dealer, month.Start.AddDays(-1))
            - own.Where(plant => plant.Kind == PlantKind.OtherPeriodInvoice).Sum(plant => plant.Invoice!.Debt);
        var entries = new List<LedgerEntry>();
        foreach (var invoice in trading.Invoices.Where(invoice => invoice.Dealer == dealer))
        {
            Book(entries, invoice, own.Find(plant => plant.Invoice == invoice), dice);
        }

        foreach (var payment in trading.Payments.Where(one => one.Dealer == dealer && month.Contains(one.PaidOn)))
        {
            var reference = ReferenceStyle.AsDealersWrite(payment.BankReference, dice);
            entries.Add(new(payment.PaidOn, "付款", reference, "银行转账", -payment.Amount));
        }

        return new Ledger(dealer, month, opening, [.. entries.OrderBy(entry => entry.Date)]);
    }

    private void Book(List<LedgerEntry> entries, Invoice invoice, Plant? plant, Dice dice)
    {
        var month = trading.Month;
        var due = month.Contains(invoice.Date) || plant?.Kind == PlantKind.OtherPeriodInvoice;
        if (!due || plant?.Kind is PlantKind.InTransit or PlantKind.NotBooked)
        {
            return;
        }

        var (kind, text) = invoice.Type switch
        {
            "RE" => ("退货", "退货冲减"),
            "G2" => ("其他", "厂家折让"),
            "L2" => ("其他", "厂家补差"),
            _ => ("采购", "采购入库"),
        };
        var date = invoice.Delivery?.DeliveredOn ?? invoice.Date;
        var amount = plant?.Booked ?? invoice.Debt;
        entries.Add(new(date, kind, ReferenceStyle.AsDealersWrite(invoice.Number, dice), text, amount));
        if (plant?.Kind == PlantKind.Duplicate)
        {
            var later = date.AddDays(dice.Between(1, 3));
            var again = later > month.End ? month.End : later;
            entries.Add(new(again, kind, invoice.Number, text, amount));
        }
    }
}
