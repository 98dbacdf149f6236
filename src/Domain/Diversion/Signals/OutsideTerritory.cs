namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read where the dealer may not sell (区域外). Stated even when an innocent explanation decides.</summary>
internal sealed class OutsideTerritory : ISignal
{
    public string Name => "outside-territory";

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Dealer is not { } dealer || facts.Position != Position.Outside)
        {
            return null;
        }

        var territory = string.Join(' ', facts.Territories.AreasOf(dealer).Order(StringComparer.Ordinal));
        return new Finding(
            Verdict.Diverted,
            Bearing.For,
            $"Document {facts.Custody.Document} brought the goods to dealer {dealer}, whose territory is "
            + $"{territory}; they were read in {facts.Scan.AreaCode}{Where(facts.Scan)}.");
    }

    private static string Where(Scan scan) => scan.Place is null ? "" : $" at {scan.Place}";
}
