using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read where the dealer may not sell (区域外). Stated even when an innocent explanation decides.</summary>
internal sealed class OutsideTerritory : ISignal
{
    public const string SignalName = "outside-territory";

    public string Name => SignalName;

    public string Chinese => "区域外";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Dealer is not { } dealer || facts.Position != Position.Outside)
        {
            return null;
        }

        var by = facts.Custody.Document is { } document
            ? new Told($"Document {document} brought", $"单据 {document} ")
            : new Told("A movement brought", "一次流转");
        var areas = Areas(facts.Territories.LinesOf(dealer, facts.Custody.ProductCode, facts.Day));
        var read = $"{facts.Scan.AreaCode}{AreaName(facts)}";
        var at = facts.Scan.Place is { } place ? new Told($" at {place}", $" {place}") : default;
        return new Finding(
            Verdict.Diverted,
            Bearing.For,
            new Told(
                $"{by.English} the goods to dealer {dealer}, who may sell in {areas.English}; they were read in "
                + $"{read}{at.English}.",
                $"{by.Chinese}把货物交给经销商 {dealer}，其授权区域为 {areas.Chinese}；货物却在 {read}{at.Chinese} 被扫到。"));
    }

    private static Told Areas(IReadOnlyList<TerritoryContract> lines)
    {
        var areas = lines
            .Where(l => l.Kind != TerritoryKind.Permission)
            .GroupBy(l => (l.Cited, Except: l.Kind == TerritoryKind.Excepted))
            .Select(g => Area(g.Key.Cited, g.Key.Except, string.Join(' ', g.Select(l => l.AreaCode).Distinct())))
            .ToList();
        return new Told(
            string.Join("; ", areas.Select(a => a.English)), string.Join("；", areas.Select(a => a.Chinese)));
    }

    private static Told Area(Told cited, bool except, string codes) => except
        ? new($"not {codes} by {cited.English}", $"除外 {codes}（{cited.Chinese}）")
        : new($"{codes} by {cited.English}", $"{codes}（{cited.Chinese}）");

    private static string AreaName(in ScanFacts facts) =>
        facts.Territories.Areas?.FullName(facts.Scan.AreaCode) is { } name ? $" {name}" : "";
}
