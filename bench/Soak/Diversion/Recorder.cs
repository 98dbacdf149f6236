using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>What became of the record of a movement.</summary>
internal enum Fate
{
    Right,
    Lost,
    Late,
    WrongDealer,
}

/// <summary>The fate of a record, and when it says that the movement happened.</summary>
internal readonly record struct Recorded(Fate Fate, DateTimeOffset At)
{
    public bool Exists => Fate != Fate.Lost;
}

/// <summary>
/// Writes movements down the way people do: one record in ten is lost, late, twice there, names a wrong dealer, or was
/// wrong first and is corrected.
/// </summary>
internal sealed class Recorder(Random random, MarketWorld world, IReadOnlyList<string> dealers)
{
    private int _number;

    public Recorded Write(TraceStep step, DateTimeOffset at, IReadOnlyList<string> codes, Details details) =>
        Write(step, at, codes, details, mayFail: true);

    /// <summary>
    /// A record that stays as it is: of a part of a shipment that is passed on, one end is always known. What neither
    /// end recorded looks to anybody like goods that were diverted; only the dealers can tell.
    /// </summary>
    public Recorded WriteRight(TraceStep step, DateTimeOffset at, IReadOnlyList<string> codes, Details details) =>
        Write(step, at, codes, details, mayFail: false);

    private Recorded Write(
        TraceStep step, DateTimeOffset at, IReadOnlyList<string> codes, Details details, bool mayFail)
    {
        var e = new TraceEvent(
            $"EV{_number++}", false, step, at, details.Parent, codes, details.Product, details.From, details.To,
            details.Document, details.Area, null);
        var fate = mayFail ? random.Next(100) : 99;
        world.Records = (world.Records.All + 1, world.Records.Wrong + (fate < 10 ? 1 : 0));
        switch (fate)
        {
            case < 3:
                return new Recorded(Fate.Lost, at);
            case < 6:
                var late = e with { HappenedAt = at.AddHours(random.Next(2, 60)) };
                world.Events.Add(late);
                return new Recorded(Fate.Late, late.HappenedAt);
            case < 7 when details.To is not null:
                world.Events.Add(e with { ToDealer = Other(details) });
                return new Recorded(Fate.WrongDealer, at);
            case < 9:
                var wrong = e with
                {
                    EventId = $"{e.EventId}-WRONG", ToDealer = Other(details), HappenedAt = at.AddDays(-2),
                };
                var declared = wrong with { DeclaresError = true };
                world.Events.AddRange([wrong, declared, e]);
                world.Retracted.UnionWith([wrong, declared]);
                return new Recorded(Fate.Right, at);
            case < 10:
                world.Events.AddRange([e, e with { Origin = "sent again" }]);
                return new Recorded(Fate.Right, at);
            default:
                world.Events.Add(e);
                return new Recorded(Fate.Right, at);
        }
    }

    private string Other(Details details)
    {
        var others = dealers.Where(d => d != details.To && d != details.From).ToList();
        return others[random.Next(others.Count)];
    }
}

/// <summary>Who, under which document; what is null is the principal or not known.</summary>
internal sealed record Details
{
    public string? Parent { get; init; }

    public string? Product { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    public string? Document { get; init; }

    public string? Area { get; init; }
}
