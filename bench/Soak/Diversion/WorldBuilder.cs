using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>
/// Makes a month of a market from a seed: dealers, shipments, what becomes of the goods, who reads them, and diversions
/// that are planted.
/// </summary>
internal sealed class WorldBuilder
{
    private const int Products = 2;

    private static readonly DateTimeOffset Month = new(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly Random _random;
    private readonly Geography _geography;
    private readonly MarketWorld _world;
    private readonly MarketReaders _readers;
    private readonly IReadOnlyList<DealerPlan> _dealers;
    private readonly GoodsFlow _flow;

    private WorldBuilder(int seed, Geography geography)
    {
        _random = new Random(seed);
        _geography = geography;
        _world = new MarketWorld(geography);
        _readers = new MarketReaders(_random, geography, _world);
        _dealers = DealerPlan.Draw(_random, geography, _world);
        var recorder = new Recorder(_random, _world, [.. _dealers.Select(d => d.Code)]);
        _flow = new GoodsFlow(_random, _world, recorder, Month);
    }

    public static MarketWorld Build(int seed, Geography geography)
    {
        var builder = new WorldBuilder(seed, geography);
        foreach (var dealer in builder._dealers)
        {
            for (var product = 0; product < Products; product++)
            {
                builder.Trade(dealer, $"P{product}");
            }
        }

        builder.Ghosts();
        return builder._world;
    }

    private void Trade(DealerPlan dealer, string product)
    {
        var consignments = new List<Consignment>();
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var at = Month.AddDays(_random.Next(-12, 6)).AddHours(_random.Next(8, 18));
            consignments.Add(_flow.Ship(dealer.Code, product, at, _random.Next(5, 11)));
        }

        foreach (var consignment in consignments)
        {
            PassOn(dealer, consignment);
            SendBack(dealer, consignment);
        }

        if (_random.Next(4) == 0)
        {
            Divert(dealer, product, consignments);
        }

        foreach (var consignment in consignments)
        {
            SellOff(dealer, consignment);
        }
    }

    private void PassOn(DealerPlan dealer, Consignment consignment)
    {
        if (_random.Next(5) != 0)
        {
            return;
        }

        var to = Another(dealer);
        var passing = _flow.PassOn(consignment, to.Code, _random.Next(1, 5));
        foreach (var item in passing.Cartons.SelectMany(c => c.Items).Where(_ => _random.Next(2) == 0))
        {
            var carton = passing.Cartons.First(c => c.Items.Contains(item));
            var at = _flow.After(passing.ArrivedAt);
            var city = AnyOf(to.Home);
            _readers.Read(item, at, city, _readers.Anybody(city), Truths.AfterPassing(passing, carton, at));
        }
    }

    private void SendBack(DealerPlan dealer, Consignment consignment)
    {
        if (_random.Next(4) != 0)
        {
            return;
        }

        var passing = _flow.SendBack(consignment, _random.Next(1, 3));
        foreach (var item in passing.Cartons.SelectMany(c => c.Items))
        {
            switch (_random.Next(24))
            {
                case 0:
                    // Read on the lorry's way, or in the carrier's depot.
                    var city = Foreign(dealer);
                    _readers.Read(
                        item, passing.LeftAt.AddHours(_random.Next(6, 40)), city, _readers.Inspector(),
                        Verdict.Explained);
                    break;
                case 1:
                    var somewhere = AnyOf(_geography.Cities);
                    _readers.Read(
                        item, passing.ArrivedAt.AddHours(_random.Next(2, 20)), somewhere, _readers.Anybody(somewhere),
                        Verdict.Undecided);
                    break;
                default:
                    break;
            }
        }

        if (_random.Next(2) == 0)
        {
            var to = Another(dealer);
            SellOff(to, _flow.ShipAgain(passing, to.Code, consignment.Product));
        }
    }

    /// <summary>Goods go to one foreign city: by the handful, by the carton or by the shipment.</summary>
    private void Divert(DealerPlan dealer, string product, List<Consignment> consignments)
    {
        var city = Foreign(dealer);
        var planted = new Planted(dealer.Code, product, city.Code);
        _world.Planted.Add(planted);
        var wanted = _random.Next(3, 50);
        var most = _random.Next(3) == 0 ? GoodsFlow.ItemsPerCarton : _random.Next(1, GoodsFlow.ItemsPerCarton);
        foreach (var (consignment, carton) in Shuffled(consignments))
        {
            foreach (var item in carton.Items.Take(Math.Min(most, wanted)).ToList())
            {
                carton.Items.Remove(item);
                wanted--;
                var reader = _readers.Anybody(city);
                var at = _flow.After(consignment.ArrivedAt.AddDays(1));

                // One buyer alone looks like a traveller, and is to be taken for one.
                _readers.Read(
                    item, at, city, reader,
                    reader.Actor == ScanActor.Consumer ? Verdict.Explained : Verdict.Diverted);
                planted.Goods.Add(item);
                if (reader.Actor != ScanActor.Consumer)
                {
                    planted.Note(item, (consignment, carton.Code), reader.Device);
                }
            }
        }
    }

    private void SellOff(DealerPlan dealer, Consignment consignment)
    {
        foreach (var carton in consignment.Cartons.Where(c => !c.IsGone))
        {
            foreach (var item in carton.Items)
            {
                Sell(dealer, consignment, carton, item);
            }
        }
    }

    private void Sell(DealerPlan dealer, Consignment consignment, Carton carton, string item)
    {
        var at = _flow.After(consignment.ArrivedAt);
        var home = AnyOf(dealer.Home);
        var truth = consignment.AtHome(carton, at);
        switch (_random.Next(200))
        {
            case < 6:
                var trip = Foreign(dealer);
                _readers.Read(item, at, trip, _readers.Buyer(), Truths.Elsewhere(truth, Verdict.Explained));
                break;
            case < 10:
                var to = Foreign(dealer);
                var sale = _flow.SellOnline(consignment, item, at.AddHours(-30), to);
                _readers.Read(
                    item, at, to, _readers.Anybody(to),
                    Truths.Elsewhere(truth, sale.Exists ? Verdict.Explained : Verdict.Diverted));
                break;
            case < 14 when dealer.Border is { } border:
                _readers.Read(item, at, border, _readers.Shop(border), Truths.Elsewhere(truth, Verdict.Explained));
                break;
            case < 18 when dealer.Permitted is { } permitted && consignment.Product == DealerPlan.FirstProduct:
                _readers.Read(item, at, permitted, _readers.Anybody(permitted), Truths.Granted(truth));
                break;
            case < 22 when dealer.Shared is { } shared:
                _readers.Read(item, at, shared, _readers.Anybody(shared), Truths.Granted(truth));
                break;
            case 22:
                var dead = _flow.Destroy(item, at.AddHours(-3));
                _readers.Read(item, at, home, _readers.Anybody(home), dead.Exists ? Verdict.Undecided : truth);
                break;
            case 23:
                Clone(item, at, home);
                break;
            case < 110:
                consignment.ReadAtHome.Add(item);
                _readers.Read(item, at, home, _readers.Anybody(home), truth);
                break;
            case < 120:
                consignment.ReadAtHome.Add(item);
                _readers.Read(item, at, home, _readers.Shop(home), truth);
                _readers.Read(item, at.AddHours(5), home, _readers.Buyer(), truth);
                break;
            default:
                break;
        }
    }

    /// <summary>Copies of the code on other goods: read far away within the hour, or by many people.</summary>
    private void Clone(string item, DateTimeOffset at, City home)
    {
        if (_random.Next(2) == 0)
        {
            var far = _geography.FarFrom(home, _random);
            _readers.Read(item, at, home, _readers.Shop(home), Verdict.Cloned);
            _readers.Read(item, at.AddMinutes(_random.Next(5, 60)), far, _readers.Shop(far), Verdict.Cloned);
            return;
        }

        for (var copy = _random.Next(13, 20); copy > 0; copy--)
        {
            var city = AnyOf(_geography.Cities);
            _readers.Read(item, at.AddHours(copy * 3), city, _readers.Buyer(), Verdict.Cloned);
        }
    }

    private void Ghosts()
    {
        for (var i = _random.Next(5, 30); i > 0; i--)
        {
            var city = AnyOf(_geography.Cities);
            _readers.Read(
                $"GHOST{i}", Month.AddDays(_random.Next(28)).AddHours(12), city, _readers.Anybody(city),
                Verdict.Undecided);
        }
    }

    private IEnumerable<(Consignment Consignment, Carton Carton)> Shuffled(List<Consignment> consignments)
    {
        var cartons = consignments.SelectMany(c => c.Cartons.Where(x => !x.IsGone).Select(x => (c, x))).ToArray();
        _random.Shuffle(cartons);
        return cartons;
    }

    private DealerPlan Another(DealerPlan dealer) =>
        AnyOf(_dealers.Where(d => d != dealer).ToList());

    private City Foreign(DealerPlan dealer)
    {
        while (true)
        {
            var city = AnyOf(_geography.Cities);
            if (dealer.IsForeign(city))
            {
                return city;
            }
        }
    }

    private T AnyOf<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
