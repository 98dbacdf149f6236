namespace DealerIntegration.Simulators.Business;

/// <summary>The orders that wait in the dealers' folders (要货订单), four of them wrong, each in one way.</summary>
internal static class NewOrderBook
{
    /// <summary>One order each, refused for the reason named.</summary>
    private static readonly Dictionary<int, string> Wrong = new()
    {
        [4] = "UnknownProduct", [8] = "WrongPrice", [10] = "BeyondStock", [19] = "BeyondCredit",
    };

    private static readonly int[] Right = [1, 2, 4, 6, 8, 10, 14, 16, 22];

    /// <summary>The product that is short in both warehouses; only the order beyond stock asks for it.</summary>
    public static Product Scarce(IReadOnlyList<Product> products) => products[0];

    public static List<NewOrder> Write(
        int seed, Month month, IReadOnlyList<Dealer> dealers, IReadOnlyList<Product> products)
    {
        var orders = new List<NewOrder>();
        for (var number = 1; number <= dealers.Count; number++)
        {
            var dealer = dealers[number - 1];
            var dice = new Dice(seed, "new-orders/" + dealer.Code);
            var refusals = new List<string?>();
            if (Right.Contains(number))
            {
                refusals.AddRange(Enumerable.Repeat<string?>(null, dice.Between(1, Wrong.ContainsKey(number) ? 3 : 4)));
            }

            if (Wrong.TryGetValue(number, out var refusal))
            {
                refusals.Add(refusal);
            }

            orders.AddRange(refusals.Select((why, index) =>
                Order(dealer, $"PO-{dealer.Code}-{month.Start:yyMM}{index + 1:00}", month, products, dice, why)));
        }

        return orders;
    }

    private static NewOrder Order(
        Dealer dealer, string number, Month month, IReadOnlyList<Product> products, Dice dice, string? refusal)
    {
        var choice = products.Skip(1).ToList();
        var lines = Enumerable.Range(0, dice.Between(2, 5)).Select(_ =>
        {
            var product = dice.Take(choice);
            return new NewOrderLine(
                product.Code, product.Name, product.PackSize * dice.Between(1, 4), dealer.PriceOf(product));
        }).ToList();
        var scarce = Scarce(products);
        lines[0] = refusal switch
        {
            "UnknownProduct" => lines[0] with { ProductCode = "P-9999", ProductName = "赠品杯" },
            "WrongPrice" => lines[0] with { Price = Cents.HalfUp(lines[0].Price * 0.7m) },
            "BeyondStock" => new NewOrderLine(scarce.Code, scarce.Name, 240, dealer.PriceOf(scarce)),
            _ => lines[0],
        };
        return new NewOrder(dealer, number, month.End, month.End.AddDays(dice.Between(5, 9)), lines, refusal);
    }
}
