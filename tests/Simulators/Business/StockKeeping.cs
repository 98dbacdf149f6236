namespace DealerIntegration.Simulators.Business;

/// <summary>
/// The goods of two dealers, one below the other (经销商库存账): counted, received, sold on, taken back; in some products
/// something is planted. What a dealer counts is what truly happened; what it reports need not be.
/// </summary>
internal sealed class StockKeeping
{
    /// <summary>A dealer with a short receipt and one below it that received goods of last month.</summary>
    public static readonly IReadOnlyList<string> Dealers = ["D002", "D008"];

    // No line counted in packs instead of pieces comes to as many: with packs of 6, 12 and 24 it is off by a multiple
    // of 5, 11 or 23.
    private const int Lost = 7;

    private readonly int seed;
    private readonly Trading trading;
    private readonly IReadOnlyList<Product> products;
    private readonly Dictionary<(Dealer, Product), int> secret = [];

    private StockKeeping(int seed, Trading trading, IReadOnlyList<Product> products)
    {
        this.seed = seed;
        this.trading = trading;
        this.products = products;
    }

    public List<TrueDifference> Differences { get; } = [];

    public IReadOnlyList<DealerGoods> Goods { get; private set; } = [];

    public static StockKeeping Keep(
        int seed, Trading trading, IReadOnlyList<Dealer> dealers, IReadOnlyList<Product> products)
    {
        var keeping = new StockKeeping(seed, trading, products);
        var goods = Dealers.Select(code => keeping.Report(dealers.Single(dealer => dealer.Code == code))).ToList();
        keeping.Plant(goods[0], goods[1]);
        goods.ForEach(keeping.Count);
        keeping.Goods = goods;
        return keeping;
    }

    private DealerGoods Report(Dealer dealer)
    {
        var dice = new Dice(seed, "goods/" + dealer.Code);
        var goods = new DealerGoods(dealer);
        var month = trading.Month;
        foreach (var product in products)
        {
            goods.Opening.Add((product, product.PackSize * dice.Between(4, 12)));
            for (var sale = dice.Between(1, 3); sale > 0; sale--)
            {
                Add("销售出库", "XS", product, dice.Between(1, product.PackSize));
            }

            if (dice.Chance(6))
            {
                Add("报损", "BS", product, dice.Between(1, 3));
            }
            else if (dice.Chance(4))
            {
                Add("盘盈", "PY", product, dice.Between(1, 2));
            }
        }

        foreach (var back in trading.Invoices.Where(one =>
            one.Dealer == dealer && one.Type == "RE" && month.Contains(one.Date)))
        {
            goods.Movements.AddRange(back.Lines.Select(line =>
                new GoodsMovement(back.Date, "退货", line.Product, line.Quantity, back.Number)));
        }

        return goods;

        void Add(string kind, string prefix, Product product, int quantity) => goods.Movements.Add(new(
            month.Day(dice.Between(2, 27)), kind, product, quantity,
            $"{prefix}-{dealer.Code}-{goods.Movements.Count + 1:0000}"));
    }

    private void Plant(DealerGoods giver, DealerGoods taker)
    {
        var dice = new Dice(seed, "goods/plants");
        var month = trading.Month;
        var disturbed = Deliveries(giver.Dealer).Concat(Deliveries(taker.Dealer)).Where(IsDisturbed)
            .SelectMany(delivery => delivery.Lines).Select(line => line.Product).ToHashSet();
        var free = products.Where(product => !disturbed.Contains(product)).ToList();

        // Both book the first transfer, the taker forgets the second.
        var (booked, forgotten) = (dice.Take(free), dice.Take(free));
        var day = month.Day(dice.Between(15, 20));
        var document = $"DB-{month.Start:yyyyMM}-";
        giver.Movements.Add(new(day, "调出", booked, booked.PackSize, document + "01", taker.Dealer.Code));
        taker.Movements.Add(new(day, "调入", booked, booked.PackSize, document + "01", giver.Dealer.Code));
        giver.Movements.Add(new(day, "调出", forgotten, forgotten.PackSize, document + "02", taker.Dealer.Code));
        secret[(taker.Dealer, forgotten)] = forgotten.PackSize;
        Note(taker.Dealer, forgotten, document + "02", "NotBookedByUs", forgotten.PackSize);

        // One sale stands in the report twice.
        var repeated = dice.Take(free);
        var twice = taker.Movements.First(one => one.Kind == "销售出库" && one.Product == repeated);
        taker.Movements.Add(twice);
        secret[(taker.Dealer, twice.Product)] = twice.Quantity;
        Note(taker.Dealer, twice.Product, twice.Document, "Duplicate", twice.Quantity);

        // Nobody says that these are gone.
        var lost = dice.Take(free);
        secret[(giver.Dealer, lost)] = -Lost;
        Note(giver.Dealer, lost, "", "", -Lost);
    }

    /// <summary>What is there in truth when the month ends, and what the deliveries' own papers say of it.</summary>
    private void Count(DealerGoods goods)
    {
        var (dealer, month) = (goods.Dealer, trading.Month);
        var received = Deliveries(dealer).Where(one => one.DeliveredOn is { } day && month.Contains(day))
            .SelectMany(one => one.Lines).GroupBy(line => line.Product)
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Received));
        foreach (var (product, opening) in goods.Opening)
        {
            var moved = goods.Movements.Where(one => one.Product == product)
                .Sum(one => one.Kind is "调入" or "盘盈" ? one.Quantity : -one.Quantity);
            goods.Closing.Add((
                product,
                opening + received.GetValueOrDefault(product) + moved + secret.GetValueOrDefault((dealer, product))));
        }

        foreach (var delivery in Deliveries(dealer).Where(one => month.Contains(one.ShippedOn)))
        {
            var arrived = delivery.DeliveredOn <= month.End;
            foreach (var line in delivery.Lines.Where(line => !arrived || line.Received < line.Quantity))
            {
                Note(
                    dealer, line.Product, delivery.Number, arrived ? "Quantity" : "InTransitAtCutOff",
                    arrived ? line.Received - line.Quantity : -line.Quantity);
            }
        }
    }

    private void Note(Dealer dealer, Product product, string document, string cause, int quantity) =>
        Differences.Add(new("stock", dealer.Code, $"{product.Code} {Product.Unit}", document, cause, quantity));

    private bool IsDisturbed(Delivery delivery) =>
        delivery.DeliveredOn is not { } day || day > trading.Month.End
        || delivery.Lines.Exists(line => line.Received < line.Quantity);

    private IEnumerable<Delivery> Deliveries(Dealer dealer) =>
        trading.Deliveries.Where(delivery => delivery.Order.Dealer == dealer);
}
