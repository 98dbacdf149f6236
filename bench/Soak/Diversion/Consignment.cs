using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Bench.Soak.Diversion;

/// <summary>Cartons of one product that left for one dealer under one document, and what was recorded of it.</summary>
internal sealed class Consignment(string dealer, string product, string document, DateTimeOffset leftAt)
{
    public string Dealer { get; } = dealer;

    public string Product { get; } = product;

    public string Document { get; } = document;

    public DateTimeOffset LeftAt { get; } = leftAt;

    public DateTimeOffset ArrivedAt { get; set; }

    public List<Carton> Cartons { get; } = [];

    /// <summary>Codes that were truly read at home: as many as show that the shipment went where it should.</summary>
    public HashSet<string> ReadAtHome { get; } = [];

    public Recorded Ship { get; set; }

    public Recorded Receive { get; set; }

    /// <summary>What is to be said of goods of a carton that are read at home, as far as the records tell.</summary>
    public Verdict AtHome(Carton carton, DateTimeOffset at)
    {
        if (!carton.Packing.Exists || !(Ship.Exists || Receive.Exists))
        {
            return Verdict.Undecided;
        }

        // A unit takes along what was known to lie in it.
        var shipped = Ship.Exists && Ship.At >= carton.Packing.At;
        var received = Receive.Exists && Receive.At >= carton.Packing.At;
        if (shipped && Ship.Fate != Fate.WrongDealer)
        {
            return at >= Ship.At ? Verdict.Clean
                : received && at >= Receive.At ? Verdict.MissingRead
                : Verdict.Explained;
        }

        return !received ? (shipped ? Verdict.Clean : Verdict.Undecided)
            : at >= Receive.At ? Verdict.MissingRead
            : Verdict.Explained;
    }
}

/// <summary>A carton, with the items that are still to be sold out of it.</summary>
internal sealed class Carton(string code, IEnumerable<string> items)
{
    public string Code { get; } = code;

    public List<string> Items { get; } = [.. items];

    public Recorded Packing { get; set; }

    /// <summary>Left the dealer as a whole: passed on, sent back or destroyed.</summary>
    public bool IsGone { get; set; }
}
