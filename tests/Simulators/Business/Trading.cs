namespace DealerIntegration.Simulators.Business;

/// <summary>
/// The documents of the business as they arise (购销单据). Everything obeys the laws of the trade: an invoice bills the
/// shipped quantity at the order's price, and what is delivered in a month was shipped and invoiced in it. What breaks
/// these laws is planted afterwards, by <see cref="BreakPlanter"/>.
/// </summary>
internal sealed class Trading(int seed, Month month, IReadOnlyList<Product> products)
{
    private static readonly string[] Warehouses = ["WH1", "WH2"];

    private int bankSequence;

    public List<SalesOrder> Orders { get; } = [];

    public List<Delivery> Deliveries { get; } = [];

    public List<Invoice> Invoices { get; } = [];

    public List<Payment> Payments { get; } = [];

    public Month Month => month;

    /// <summary>The month before, the month, and the first days of the month after.</summary>
    public void Trade(Dealer dealer)
    {
        var dice = new Dice(seed, "trade/" + dealer.Code);
        var before = new Month(month.Start.AddMonths(-1));
        var perMonth = dealer.Tier switch { "T0" => 80, "T1" => 55, _ => 36 } + dice.Between(-4, 4);
        SellSteadily(dealer, dice, before, perMonth / 5);
        Pay(dealer, dice, before.Day(dice.Between(24, 28)), DebtOn(dealer, before.End) * 0.6m);
        SellSteadily(dealer, dice, month, perMonth);
        TakeBack(dealer, dice);
        Adjust(dealer, dice);
        var parts = dice.Between(2, 4);
        for (var part = 1; part <= parts; part++)
        {
            Pay(dealer, dice, month.Day((part * 7) + dice.Between(-3, 0)), DebtOn(dealer, month.Day(part * 7)) * 0.5m);
        }

        SellLate(dealer, dice);
    }

    /// <summary>
    /// An order that is shipped and billed at once; the proof of delivery may come later or not at all.
    /// </summary>
    public Invoice Sell(Dealer dealer, Dice dice, DateOnly ordered, DateOnly shipped, DateOnly? delivered)
    {
        var order = Take(dealer, dice, ordered);
        var kept = order.Lines.ToList();
        if (kept.Count > 3 && dice.Chance(3))
        {
            dice.Take(kept);
        }

        order.Status = kept.Count == order.Lines.Count ? "C" : "B";
        order.ChangedOn = shipped;
        var delivery = new Delivery
        {
            Order = order,
            Warehouse = dice.Pick(Warehouses),
            ShippedOn = shipped,
            DeliveredOn = delivered,
            Lines = [.. kept.Select((line, index) =>
                new DeliveryLine((index + 1) * 10, line.Position, line.Product, line.Quantity, line.Quantity))],
        };
        Deliveries.Add(delivery);
        var invoice = new Invoice
        {
            Type = "F2",
            Dealer = dealer,
            Date = shipped,
            Order = order,
            Delivery = delivery,
            Lines = [.. kept.Select((line, index) =>
                new InvoiceLine((index + 1) * 10, line.Position, line.Product, line.Quantity, line.Price))],
        };
        Invoices.Add(invoice);
        return invoice;
    }

    public Payment Pay(Dealer dealer, Dice dice, DateOnly paid, decimal about, DateOnly? posted = null)
    {
        var amount = Math.Max(1000m, dice.Chance(60) ? Math.Ceiling(about / 1000m) * 1000m : Cents.HalfUp(about));
        var payment = new Payment
        {
            Dealer = dealer,
            PaidOn = paid,
            PostedOn = posted ?? paid,
            Amount = amount,
            BankReference = $"BK{paid:yyyyMMdd}-{++bankSequence:0000}",
        };
        Payments.Add(payment);
        return payment;
    }

    public decimal DebtOn(Dealer dealer, DateOnly day) =>
        Invoices.Where(invoice => invoice.Dealer == dealer && invoice.Date <= day).Sum(invoice => invoice.Debt)
        - Payments.Where(payment => payment.Dealer == dealer && payment.PostedOn <= day).Sum(payment => payment.Amount);

    private SalesOrder Take(Dealer dealer, Dice dice, DateOnly day)
    {
        var choice = products.ToList();
        var lines = Enumerable.Range(1, dice.Between(3, 6)).Select(number =>
        {
            var product = dice.Take(choice);
            return new OrderLine(number * 10, product, product.PackSize * dice.Between(1, 4), dealer.PriceOf(product));
        });
        var order = new SalesOrder
        {
            Dealer = dealer,
            Date = day,
            RequestedDate = day.AddDays(dice.Between(3, 7)),
            Lines = [.. lines],
            ChangedOn = day,
        };
        Orders.Add(order);
        return order;
    }

    /// <summary>Ordered by the 26th, so that delivery falls into the same month.</summary>
    private void SellSteadily(Dealer dealer, Dice dice, Month when, int count)
    {
        for (var number = 0; number < count; number++)
        {
            var ordered = when.Day(dice.Between(1, 26));
            var shipped = ordered.AddDays(dice.Between(0, 1));
            Sell(dealer, dice, ordered, shipped, shipped.AddDays(1));
        }
    }

    private void TakeBack(Dealer dealer, Dice dice)
    {
        foreach (var sale in Invoices.Where(sale => sale.Dealer == dealer && month.Contains(sale.Date)).ToList())
        {
            if (!dice.Chance(3))
            {
                continue;
            }

            var line = dice.Pick(sale.Lines);
            Invoices.Add(new Invoice
            {
                Type = "RE",
                Dealer = dealer,
                Date = sale.Date.AddDays(3),
                Order = sale.Order,
                Lines = [line with { Position = 10, Quantity = Math.Min(line.Quantity, line.Product.PackSize) }],
            });
        }
    }

    /// <summary>Price allowances and later charges, which refer to no order.</summary>
    private void Adjust(Dealer dealer, Dice dice)
    {
        var type = dice.Between(1, 8) switch { 1 => "G2", 2 => "L2", _ => null };
        if (type is not null)
        {
            var product = dice.Pick(products);
            Invoices.Add(new Invoice
            {
                Type = type,
                Dealer = dealer,
                Date = month.Day(dice.Between(10, 27)),
                Lines = [new InvoiceLine(10, 0, product, product.PackSize, Cents.HalfUp(product.ListPrice / 10))],
            });
        }
    }

    /// <summary>
    /// Open orders of the last two days; some of them are shipped in the first days of the next month.
    /// </summary>
    private void SellLate(Dealer dealer, Dice dice)
    {
        Take(dealer, dice, month.End.AddDays(-dice.Between(0, 1)));
        Sell(dealer, dice, month.End, month.End.AddDays(dice.Between(2, 3)), month.End.AddDays(4));
        if (dice.Chance(30))
        {
            Pay(dealer, dice, month.End.AddDays(dice.Between(1, 4)), DebtOn(dealer, month.End) * 0.2m);
        }
    }
}
