using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Rebates;

/// <summary>Whose basis is added up before the tiers are looked up (汇总口径).</summary>
public enum SumBy
{
    /// <summary>Each dealer's on its own.</summary>
    Dealer,

    /// <summary>
    /// All dealers of a group, or of a parent where they have no group. Each gets its part by its contribution.
    /// </summary>
    Group,
}

/// <summary>Who a policy is for (适用对象). A list that is absent means all; each list given narrows.</summary>
/// <param name="Tiers">Tiers of dealers (层级) as the dealer master has them.</param>
/// <param name="Territories">Codes of GB/T 2260, a province or city standing for all that lies in it.</param>
public sealed record PolicyDealers(
    IReadOnlyList<string>? Dealers = null,
    IReadOnlyList<string>? Tiers = null,
    IReadOnlyList<string>? ExcludeDealers = null,
    IReadOnlyList<string>? Territories = null,
    IReadOnlyList<string>? Groups = null,
    IReadOnlyList<string>? ExcludeTiers = null,
    IReadOnlyList<string>? ExcludeTerritories = null,
    SumBy SumBy = SumBy.Dealer)
{
    internal bool Names(DealerFacts dealer) =>
        Allows(Dealers, dealer.Code)
        && Allows(Tiers, dealer.Tier)
        && Allows(Groups, dealer.Group)
        && (Territories is null || Lies(dealer.Territory, Territories))
        && !Holds(ExcludeDealers, dealer.Code)
        && !Holds(ExcludeTiers, dealer.Tier)
        && (ExcludeTerritories is null || !Lies(dealer.Territory, ExcludeTerritories));

    private static bool Allows(IReadOnlyList<string>? list, string? code) => list is null || Holds(list, code);

    private static bool Holds(IReadOnlyList<string>? list, string? code) =>
        list is not null && code is not null && list.Contains(code);

    // A dealer's master data may list several areas.
    private static bool Lies(string? territory, IReadOnlyList<string> areas) =>
        territory is not null && territory.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(
            own => areas.Any(area => area == own
                || (AreaCode.IsValid(area) && AreaCode.IsValid(own) && AreaCode.Covers(area, own))));
}
