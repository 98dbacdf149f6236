namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// One scan that came by two ways (重复上报), for example from the warehouse and in a file: the same code, at the same
/// instant, at one place or on one device. It is judged by the event that stands first and counts once; the other one
/// speaks against nobody.
/// </summary>
internal sealed class ToldTwice : ISignal
{
    public string Name => "told-twice";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Position != Position.Outside)
        {
            return null;
        }

        if (facts.Code.ToldBefore(facts.Scan) is { } first)
        {
            return new Finding(
                Verdict.Explained,
                Bearing.Against,
                $"Event {first.EventId} tells of the same scan, of this code at this instant "
                + $"{(Retelling.IsOneDevice(first, facts.Scan) ? $"on {first.Device}" : $"at {first.Place}")}: it is "
                + "judged there and counts once.");
        }

        return facts.Code.ToldAgain(facts.Scan) is { } again
            ? new Finding(
                null, Bearing.Neutral, $"Event {again.EventId} tells of this scan once more; together they count once.")
            : null;
    }
}
