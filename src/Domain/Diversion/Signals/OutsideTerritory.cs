using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read where the dealer may not sell (区域外). Stated even when an innocent explanation decides.</summary>
internal sealed class OutsideTerritory : ISignal
{
    public const string SignalName = "outside-territory";

    public string Name => SignalName;

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Dealer is not { } dealer || facts.Position != Position.Outside)
        {
            return null;
        }

        var lines = facts.Territories.LinesOf(dealer, facts.Custody.ProductCode, facts.Day);
        var by = facts.Custody.Document is { } document ? $"Document {document} brought" : "A movement brought";
        return new Finding(
            Verdict.Diverted,
            Bearing.For,
            $"{by} the goods to dealer {dealer}, who may sell in {Areas(lines)}; they were read in "
            + $"{facts.Scan.AreaCode}{AreaName(facts)}{(facts.Scan.Place is null ? "" : $" at {facts.Scan.Place}")}.");
    }

    private static string Areas(IReadOnlyList<TerritoryContract> lines) => string.Join("; ", lines
        .Where(l => l.Kind != TerritoryKind.Permission)
        .GroupBy(l => (l.Reference, Except: l.Kind == TerritoryKind.Excepted))
        .Select(g => $"{(g.Key.Except ? "not " : "")}{string.Join(' ', g.Select(l => l.AreaCode).Distinct())} by "
            + g.Key.Reference));

    private static string AreaName(in ScanFacts facts) =>
        facts.Territories.Areas?.FullName(facts.Scan.AreaCode) is { } name ? $" {name}" : "";
}
