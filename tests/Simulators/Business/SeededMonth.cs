namespace DealerIntegration.Simulators.Business;

/// <summary>The whole seeded business of a month (演示业务): what the partners know, and what was planted in it.</summary>
internal sealed class SeededMonth
{
    /// <summary>The dealer whose ledger file is no workbook: nobody can reconcile it.</summary>
    public const string BrokenLedgerDealer = "D013";

    private SeededMonth(int seed, Month month)
    {
        Seed = seed;
        Month = month;
        Dealers = DealerTree.Grow();
        Products = Catalogue.Print(seed);
        Trading = new Trading(seed, month, Products);
    }

    public int Seed { get; }

    public Month Month { get; }

    public IReadOnlyList<Dealer> Dealers { get; }

    public IReadOnlyList<Product> Products { get; }

    public Trading Trading { get; }

    public IReadOnlyList<Plant> Plants { get; private set; } = [];

    public IReadOnlyList<Ledger> Ledgers { get; private set; } = [];

    public IReadOnlyList<NewOrder> NewOrders { get; private set; } = [];

    public IReadOnlyList<WarehouseStock> Stock { get; private set; } = [];

    /// <summary>Of the dealers that report what came and went.</summary>
    public IReadOnlyList<DealerGoods> Goods { get; private set; } = [];

    /// <summary>What a comparison of goods must find.</summary>
    public IReadOnlyList<TrueDifference> Differences { get; private set; } = [];

    public IReadOnlyList<TraceCode> Codes { get; private set; } = [];

    public IReadOnlyList<MarketScan> Scans { get; private set; } = [];

    public IReadOnlyList<PlantedDiversion> Diversions { get; private set; } = [];

    /// <summary>Goods that carry GS1 codes, and what the logistics partner did with them.</summary>
    public Carrier Carrier { get; private set; } = null!;

    public static SeededMonth Make(int seed, Month month)
    {
        var made = new SeededMonth(seed, month);
        foreach (var dealer in made.Dealers)
        {
            made.Trading.Trade(dealer);
        }

        var planter = new BreakPlanter(seed, made.Trading);
        planter.Plant(made.Dealers);
        made.Plants = planter.Plants;
        Numbering.Number(made.Trading);
        var books = new Bookkeeping(seed, made.Trading, made.Plants);
        made.Ledgers = [.. made.Dealers.Select(books.Write)];
        made.NewOrders = NewOrderBook.Write(seed, month, made.Dealers, made.Products);
        CreditLimits.Set(made.Dealers, made.Trading, made.NewOrders);
        var keeping = StockKeeping.Keep(seed, made.Trading, made.Dealers, made.Products);
        made.Goods = keeping.Goods;
        made.Differences = [.. ThreeWayTruth.Of(made.Trading), .. keeping.Differences];
        made.Stock = WarehouseStock.Count(seed, made.Products);
        made.Trace();
        return made;
    }

    /// <summary>Diverting dealers are T1 and T2: a first-tier dealer's province is too wide for a clear case.</summary>
    private void Trace()
    {
        var packing = new Packing(Seed, Month);
        packing.Pack(Trading.Deliveries);
        var dice = new Dice(Seed, "diversion");
        var candidates = Dealers.Where(dealer => dealer.Tier != "T0").ToList();
        var chosen = new List<(Dealer, Product)>();
        while (chosen.Count < 3)
        {
            var dealer = dice.Take(candidates);
            var shipped = Trading.Deliveries.Where(one =>
                one.Order.Dealer == dealer && Month.Contains(one.ShippedOn) && one.ShippedOn <= Month.Day(20)).ToList();
            var delivery = dice.Pick(shipped);
            var line = delivery.Lines.MaxBy(one => one.Quantity)!;
            var coded = packing.Codes.Exists(code => code.Delivery == delivery && code.Product == line.Product);
            if (line.Quantity < Math.Max(20, MarketScans.CartonsDiverted * line.Product.PackSize) || coded)
            {
                candidates.Add(dealer);
                continue;
            }

            packing.Pack(delivery, line);
            chosen.Add((dealer, line.Product));
        }

        var market = new MarketScans(Seed, Month, packing.Codes);
        market.Happen(chosen, Dealers);
        Scans = market.Scans;
        Diversions = market.Diversions;
        var diverted = Diversions.SelectMany(one => one.Codes).ToHashSet();
        Carrier = Carrier.Carry(
            Seed, Month, Trading, candidates,
            (delivery, product) => packing.Codes.Exists(code => code.Delivery == delivery && code.Product == product),
            Scans.Where(scan => diverted.Contains(scan.Code)));
        Codes = [.. packing.Codes, .. Carrier.Consignments.SelectMany(goods => goods.Codes)];
    }
}
