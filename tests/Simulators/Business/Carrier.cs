namespace DealerIntegration.Simulators.Business;

/// <summary>
/// Four consignments that end far from the dealer they were shipped to, and nobody did wrong (正常流转): given back,
/// passed on, packed anew and passed on, passed on after a wrong record. So many of each are read on the market that
/// without the logistics partner's events each would be a case.
/// </summary>
internal sealed class Carrier
{
    // Out of three cartons; the fourth stays, and shows that the shipment is recorded for the right dealer.
    private const int Moved = 3;
    private const int Pieces = 3;
    private const int AtHome = 5;
    private const int Retold = 4;

    private readonly Dice dice;
    private readonly Month month;
    private readonly Trading trading;
    private readonly List<Dealer> free;
    private int scans;

    private Carrier(int seed, Month month, Trading trading, IEnumerable<Dealer> free)
    {
        dice = new Dice(seed, "carrier");
        this.month = month;
        this.trading = trading;
        this.free = [.. free];
    }

    public List<Consignment> Consignments { get; } = [];

    /// <summary>What the partner's own system tells.</summary>
    public List<GoodsEvent> Moves { get; } = [];

    /// <summary>What its distribution centre tells.</summary>
    public List<GoodsEvent> Repacking { get; } = [];

    /// <summary>The transfer that both tell of.</summary>
    public GoodsEvent? ToldByBoth { get; private set; }

    /// <summary>Somebody wrote down the wrong dealer, declared it an error and wrote the right one.</summary>
    public (GoodsEvent Wrong, GoodsEvent Right)? Corrected { get; private set; }

    /// <summary>What buyers read with their phones, at home.</summary>
    public List<MarketScan> OfConsumers { get; } = [];

    /// <summary>What the market team read far from home, and some of what the warehouse's list has as well.</summary>
    public List<MarketScan> OfMarketTeam { get; } = [];

    public TrueTrace Truth { get; private set; } = new(0, 0, 0, 0, 0);

    /// <param name="free">Dealers about whom nothing else is planted.</param>
    /// <param name="isCoded">Whether the line's goods carry codes of the warehouse.</param>
    /// <param name="diverted">Scans that the warehouse's list has.</param>
    public static Carrier Carry(
        int seed, Month month, Trading trading, IEnumerable<Dealer> free, Func<Delivery, Product, bool> isCoded,
        IEnumerable<MarketScan> diverted)
    {
        var carrier = new Carrier(seed, month, trading, free);
        for (var number = 1; number <= 4; number++)
        {
            carrier.Take(number, isCoded);
        }

        carrier.GiveBack(carrier.Consignments[0]);
        carrier.PassOn(carrier.Consignments[1]);
        carrier.PackAnew(carrier.Consignments[2]);
        carrier.PassOnAfterError(carrier.Consignments[3]);
        carrier.OfMarketTeam.AddRange(diverted.Take(Retold));
        var each = Moved * Pieces;
        carrier.Truth = new TrueTrace(each, 3 * each, carrier.OfMarketTeam.Count - (4 * each), 1, 1);
        return carrier;
    }

    private void Take(int number, Func<Delivery, Product, bool> isCoded)
    {
        var lines = new List<(Delivery, DeliveryLine)>();
        while (lines.Count == 0)
        {
            var dealer = dice.Take(free);
            lines = [.. trading.Deliveries
                .Where(one => one.Order.Dealer == dealer && month.Contains(one.ShippedOn)
                    && one.ShippedOn <= month.Day(10) && one.DeliveredOn is not null)
                .SelectMany(one => one.Lines.Where(line => line.Quantity > Moved * line.Product.PackSize
                    && line.Received == line.Quantity && !isCoded(one, line.Product)).Select(line => (one, line)))];
        }

        var (delivery, chosen) = dice.Pick(lines);
        var goods = new Consignment(number, delivery, chosen);
        Consignments.Add(goods);
        var arrived = goods.DeliveredOn.ToDateTime(new TimeOnly(10, 0));
        Moves.Add(new(GoodsStep.Receive, arrived, [goods.Pallet.Code], null, null, goods.Dealer, delivery.Number));
        Moves.Add(new(
            GoodsStep.Unpack, arrived.AddHours(1), [.. goods.Cartons.Select(one => one.Code)], goods.Pallet.Code,
            null, goods.Dealer, delivery.Number));
        foreach (var item in goods.Items.TakeLast(AtHome))
        {
            var day = goods.DeliveredOn.AddDays(dice.Between(1, 12)).ToDateTime(Waking());
            Read(OfConsumers, item, day, dice.Pick(Areas.Within(goods.Dealer.Territory)), "consumer");
        }
    }

    private void GiveBack(Consignment goods)
    {
        var document = $"TH-{month.Start:yyyyMM}-01";
        var (sent, cartons) = (Departure(goods), CartonsOf(goods));
        Moves.Add(new(GoodsStep.Return, sent, cartons, null, goods.Dealer, null, document));
        Moves.Add(new(GoodsStep.Receive, sent.AddDays(12), cartons, null, goods.Dealer, null, document));
        ReadAway(goods, Areas.FarFrom(goods.Dealer.Territory));
    }

    private void PassOn(Consignment goods)
    {
        var taker = Taker(goods.Dealer);
        ToldByBoth = Transfer(goods, CartonsOf(goods), taker, "11");
        Moves.Add(ToldByBoth);
        ReadAway(goods, Areas.Within(taker.Territory));
    }

    private void PackAnew(Consignment goods)
    {
        var taker = Taker(goods.Dealer);
        var opened = Departure(goods).AddHours(-4);
        foreach (var carton in CartonsOf(goods))
        {
            Repacking.Add(new(GoodsStep.Unpack, opened, [], carton, null, goods.Dealer, "RP-01"));
        }

        // One of the emptied cartons takes some of each, and goes on alone.
        var again = CartonsOf(goods)[0];
        Repacking.Add(new(
            GoodsStep.Pack, opened.AddHours(1), [.. Pick(goods).Select(one => one.Code)], again, null, goods.Dealer,
            "RP-01"));
        Repacking.Add(Transfer(goods, [again], taker, "12"));
        ReadAway(goods, Areas.Within(taker.Territory));
    }

    private void PassOnAfterError(Consignment goods)
    {
        var taker = Taker(goods.Dealer);
        var other = Taker(taker);
        var right = Transfer(goods, CartonsOf(goods), taker, "13");
        Corrected = (right with { To = other }, right);
        ReadAway(goods, Areas.Within(taker.Territory));
    }

    private GoodsEvent Transfer(Consignment goods, IReadOnlyList<string> codes, Dealer taker, string number) => new(
        GoodsStep.Transfer, Departure(goods), codes, null, goods.Dealer, taker, $"DB-{month.Start:yyyyMM}-{number}");

    private void ReadAway(Consignment goods, IReadOnlyList<string> counties)
    {
        // In one city: spread over several they would not come to a case, and prove nothing.
        var prefecture = Areas.PrefectureOf(dice.Pick(counties));
        List<string> city = [.. counties.Where(county => Areas.PrefectureOf(county) == prefecture)];
        foreach (var item in Pick(goods))
        {
            var day = goods.DeliveredOn.AddDays(dice.Between(5, 10)).ToDateTime(Waking());
            Read(OfMarketTeam, item, day, dice.Pick(city), "inspector");
        }
    }

    private void Read(List<MarketScan> list, TraceCode item, DateTime at, string area, string actor)
    {
        // Every fourth on another device: no single one carries the suspicion.
        var device = actor == "inspector" ? $"PDA-{31 + (scans % 4)}" : $"APP-{dice.Between(1000, 9999)}";
        var place = actor == "inspector" ? $"巡查点{area}-{scans % 3}" : "";
        list.Add(new MarketScan($"F{++scans:0000}", item.Code, at, area, actor, place, device));
    }

    private static IReadOnlyList<TraceCode> Pick(Consignment goods) => goods.Of(Moved, Pieces);

    private static List<string> CartonsOf(Consignment goods) => [.. goods.Cartons.Take(Moved).Select(one => one.Code)];

    private static DateTime Departure(Consignment goods) =>
        goods.DeliveredOn.AddDays(3).ToDateTime(new TimeOnly(14, 0));

    private TimeOnly Waking() => new(dice.Between(9, 20), dice.Between(0, 59), dice.Between(0, 59));

    /// <summary>A dealer that sells where this one may not.</summary>
    private Dealer Taker(Dealer other)
    {
        var far = Areas.FarFrom(other.Territory);
        return dice.Pick([.. free.Where(one => Areas.Within(one.Territory).TrueForAll(far.Contains))]);
    }
}
