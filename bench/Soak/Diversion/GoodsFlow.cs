using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>Packs, ships and moves the goods of a market, and has every movement written down.</summary>
internal sealed class GoodsFlow(Random random, MarketWorld world, Recorder recorder, DateTimeOffset month)
{
    public const int ItemsPerCarton = 12;

    private int _document;
    private int _carton;

    /// <summary>Goods leave the principal for a dealer, on pallets or carton by carton, and arrive.</summary>
    public Consignment Ship(string dealer, string product, DateTimeOffset at, int cartons)
    {
        var consignment = new Consignment(dealer, product, $"S-{_document++}", at)
        {
            ArrivedAt = at.AddHours(random.Next(20, 70)),
        };
        for (var i = 0; i < cartons; i++)
        {
            var code = $"CT{_carton++}";
            var carton = new Carton(code, Enumerable.Range(0, ItemsPerCarton).Select(n => $"{code}-{n}"));
            carton.Packing = recorder.Write(
                TraceStep.Pack, at.AddHours(-30), carton.Items.ToArray(),
                new Details { Parent = code, Product = product });
            consignment.Cartons.Add(carton);
        }

        string[] units = [.. consignment.Cartons.Select(c => c.Code)];
        if (random.Next(2) == 0)
        {
            var pallet = $"PL{_document}";
            recorder.WriteRight(TraceStep.Pack, at.AddHours(-1), units, new Details { Parent = pallet });
            units = [pallet];
        }

        consignment.Ship = recorder.Write(
            TraceStep.Ship, at, units, new Details { To = dealer, Document = consignment.Document });
        consignment.Receive = Arrive(consignment, units);
        var shipped = (dealer, product);
        world.Shipped[shipped] = world.Shipped.GetValueOrDefault(shipped) + (cartons * (long)ItemsPerCarton);
        return consignment;
    }

    /// <summary>Some cartons go to another dealer, with the principal's consent (调拨).</summary>
    public Passing PassOn(Consignment consignment, string dealer, int cartons)
    {
        var moved = Take(consignment, cartons);
        var at = consignment.ArrivedAt.AddHours(random.Next(24, 24 * 6));
        var passing = new Passing(consignment, dealer, moved, at, at.AddHours(random.Next(10, 60)));
        string[] codes = [.. moved.Select(c => c.Code)];
        var leave = new Details { From = consignment.Dealer, To = dealer, Document = $"T-{_document++}" };
        var arrive = new Details { To = dealer };
        var leavingIsSafe = random.Next(2) == 0;
        passing.Leaving = leavingIsSafe
            ? recorder.WriteRight(TraceStep.Transfer, passing.LeftAt, codes, leave)
            : recorder.Write(TraceStep.Transfer, passing.LeftAt, codes, leave);
        passing.Arriving = leavingIsSafe
            ? recorder.Write(TraceStep.Receive, passing.ArrivedAt, codes, arrive)
            : recorder.WriteRight(TraceStep.Receive, passing.ArrivedAt, codes, arrive);
        return passing;
    }

    /// <summary>One carton or two go back to the principal (退货).</summary>
    public Passing SendBack(Consignment consignment, int cartons)
    {
        var moved = Take(consignment, cartons);
        var at = consignment.ArrivedAt.AddHours(random.Next(24, 24 * 6));
        var passing = new Passing(consignment, null, moved, at, at.AddHours(random.Next(50, 120)));
        string[] codes = [.. moved.Select(c => c.Code)];
        passing.Leaving = recorder.Write(
            TraceStep.Return, passing.LeftAt, codes,
            new Details { From = consignment.Dealer, Document = $"R-{_document++}" });
        passing.Arriving = recorder.Write(TraceStep.Receive, passing.ArrivedAt, codes, new Details());
        return passing;
    }

    /// <summary>Cartons that came back leave again, for another dealer (退货再发).</summary>
    public Consignment ShipAgain(Passing returned, string dealer, string product)
    {
        var at = returned.ArrivedAt.AddHours(random.Next(24, 72));
        var again = new Consignment(dealer, product, $"S-{_document++}", at) { ArrivedAt = at.AddHours(40) };
        again.Cartons.AddRange(returned.Cartons.Select(c => new Carton(c.Code, c.Items) { Packing = c.Packing }));
        string[] codes = [.. again.Cartons.Select(c => c.Code)];
        again.Ship = recorder.Write(
            TraceStep.Ship, at, codes, new Details { To = dealer, Document = again.Document });
        again.Receive = Arrive(again, codes);
        return again;
    }

    // Two records that name the same wrong dealer are the same to anybody as two right ones: one of them is right.
    private Recorded Arrive(Consignment consignment, string[] units)
    {
        var details = new Details { To = consignment.Dealer };
        return consignment.Ship.Fate == Fate.WrongDealer
            ? recorder.WriteRight(TraceStep.Receive, consignment.ArrivedAt, units, details)
            : recorder.Write(TraceStep.Receive, consignment.ArrivedAt, units, details);
    }

    /// <summary>An item is sent to a buyer elsewhere (网购).</summary>
    public Recorded SellOnline(Consignment consignment, string item, DateTimeOffset at, City to) => recorder.Write(
        TraceStep.Sell, at, [item],
        new Details { From = consignment.Dealer, Area = to.Counties[random.Next(to.Counties.Count)] });

    /// <summary>An item is destroyed: its code is dead (注销).</summary>
    public Recorded Destroy(string item, DateTimeOffset at) =>
        recorder.Write(TraceStep.Destroy, at, [item], new Details());

    /// <summary>An instant between arrival and the end of the month, in the hours when shops are open.</summary>
    public DateTimeOffset After(DateTimeOffset from)
    {
        var first = Math.Max(0, (from - month).Days + 1);
        return month.AddDays(random.Next(first, Math.Max(first + 1, 31))).AddMinutes(random.Next(9 * 60, 21 * 60));
    }

    private static List<Carton> Take(Consignment consignment, int cartons)
    {
        var moved = consignment.Cartons.Where(c => !c.IsGone).Take(cartons).ToList();
        moved.ForEach(c => c.IsGone = true);
        return moved;
    }
}

/// <summary>Cartons on the way from a dealer to another, or back to the principal.</summary>
internal sealed record Passing(
    Consignment Consignment, string? To, IReadOnlyList<Carton> Cartons, DateTimeOffset LeftAt, DateTimeOffset ArrivedAt)
{
    public Recorded Leaving { get; set; }

    public Recorded Arriving { get; set; }
}
