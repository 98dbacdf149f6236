namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Where a scan stands towards the territory of the dealer that was shipped the goods.</summary>
internal enum Position
{
    /// <summary>No owner, no territory, or an area too rough or malformed to compare.</summary>
    Unclear,
    Inside,
    Outside,
}

/// <summary>A scan with all that is known about it. The position is worked out once, for all signals.</summary>
internal readonly record struct ScanFacts(
    Scan Scan, Custody.Custody Custody, TerritoryMap Territories, DiversionRules Rules, Position Position)
{
    public static ScanFacts Of(
        Scan scan, Custody.Custody custody, TerritoryMap territories, DiversionRules rules) =>
        new(scan, custody, territories, rules, PositionOf(scan.AreaCode, custody.Dealer, territories));

    private static Position PositionOf(string area, string? dealer, TerritoryMap territories)
    {
        if (dealer is null || !AreaCode.IsValid(area))
        {
            return Position.Unclear;
        }

        if (territories.Covers(dealer, area))
        {
            return Position.Inside;
        }

        // A scan that only names the province may still have happened in the dealer's city.
        var areas = territories.AreasOf(dealer);
        return areas.Count == 0 || areas.Any(own => AreaCode.Covers(area, own)) ? Position.Unclear : Position.Outside;
    }
}
