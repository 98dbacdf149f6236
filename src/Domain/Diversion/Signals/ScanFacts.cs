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
    Scan Scan, CodeBinding? Binding, TerritoryMap Territories, DiversionRules Rules, Position Position)
{
    public static ScanFacts Of(Scan scan, CodeBinding? binding, TerritoryMap territories, DiversionRules rules) =>
        new(scan, binding, territories, rules, PositionOf(scan.AreaCode, binding, territories));

    private static Position PositionOf(string area, CodeBinding? binding, TerritoryMap territories)
    {
        if (binding is null || !AreaCode.IsValid(area))
        {
            return Position.Unclear;
        }

        if (territories.Covers(binding.DealerCode, area))
        {
            return Position.Inside;
        }

        // A scan that only names the province may still have happened in the dealer's city.
        var areas = territories.AreasOf(binding.DealerCode);
        return areas.Count == 0 || areas.Any(own => AreaCode.Covers(area, own)) ? Position.Unclear : Position.Outside;
    }
}
