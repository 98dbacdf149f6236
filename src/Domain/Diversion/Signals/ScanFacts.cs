using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Where a scan stands towards the territory of the dealer that answers for the goods.</summary>
internal enum Position
{
    /// <summary>No dealer, no territory, or an area too rough or malformed to compare.</summary>
    Unclear,
    Inside,
    Outside,
}

/// <summary>A scan with all that is known about it. What several signals ask for is worked out once.</summary>
/// <param name="Day">The business day of the scan: contracts are read as of it.</param>
/// <param name="Answer">How the area stands towards the dealer; unknown where one of the two is.</param>
internal readonly record struct ScanFacts(
    Scan Scan,
    Custody.Custody Custody,
    CodeScans Code,
    TerritoryMap Territories,
    DiversionRules Rules,
    DateOnly Day,
    TerritoryAnswer Answer)
{
    public static ScanFacts Of(
        Scan scan, Custody.Custody custody, CodeScans code, TerritoryMap territories, DiversionRules rules)
    {
        var day = rules.DayOf(scan.ScannedAt);
        var answer = custody.Dealer is { } dealer && AreaCode.IsValid(scan.AreaCode)
            ? territories.Ask(dealer, scan.AreaCode, custody.ProductCode, day)
            : default;
        return new ScanFacts(scan, custody, code, territories, rules, day, answer);
    }

    public Position Position => Answer.MaySell ? Position.Inside
        : Answer.Standing == TerritoryStanding.Outside ? Position.Outside
        : Position.Unclear;

    /// <summary>Whether a dealer may sell these goods where they were scanned, on that day.</summary>
    public bool Fits(string dealer) =>
        AreaCode.IsValid(Scan.AreaCode)
        && Territories.Ask(dealer, Scan.AreaCode, Custody.ProductCode, Day).MaySell;
}
