using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>
/// Invoice lines on the days on which they were paid (回款口径). Each payment pays every line of its invoice in the same
/// proportion; quantities and amounts of the parts add up to the line exactly once the invoice is paid in full.
/// </summary>
internal static class PaidLines
{
    private const int QuantityScale = 6;

    /// <summary>
    /// One line per invoice line and payment; its position is that of the line and the payment's number.
    /// </summary>
    public static RebateLine[] Of(DealerSales sales)
    {
        var payments = new PaymentFacts(sales);
        var money = new Rounding(RoundingMode.HalfUp, CurrencyScale.Of(sales.Dealer.Currency));
        var units = new Rounding(RoundingMode.HalfUp, QuantityScale);
        var lines = new List<RebateLine>();
        foreach (var line in sales.Invoiced)
        {
            var total = payments.TotalOf(line.DocumentNumber);
            if (total <= 0m)
            {
                // A return or credit note is no claim that could be paid; it counts on its own day.
                lines.Add(line);
                continue;
            }

            var (paid, before) = (0m, new Part(0m, 0m, 0m));
            var number = 0;
            foreach (var payment in payments.PartsOf(line.DocumentNumber))
            {
                // More than the invoice is not paid on it.
                paid = decimal.Min(paid + payment.Amount, total);
                var now = new Part(
                    units.Apply(line.Quantity * paid / total),
                    money.Apply(line.NetAmount * paid / total),
                    money.Apply(line.GrossAmount * paid / total));
                lines.Add(line with
                {
                    Position = $"{line.Position}/{++number}",
                    Date = payment.Date,
                    Quantity = now.Quantity - before.Quantity,
                    NetAmount = now.Net - before.Net,
                    GrossAmount = now.Gross - before.Gross,
                });
                before = now;
            }
        }

        return [.. lines];
    }

    // What is paid of a line so far; the difference of two of them is what one payment adds.
    private readonly record struct Part(decimal Quantity, decimal Net, decimal Gross);
}
