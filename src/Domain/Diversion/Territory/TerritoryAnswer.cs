namespace DealerIntegration.Domain.Diversion.Territory;

/// <summary>How an area stands towards what a dealer may sell in (区域归属).</summary>
public enum TerritoryStanding
{
    /// <summary>No contract of the dealer is in force, so nothing can be held against it.</summary>
    Unknown,

    Outside,

    /// <summary>The area holds a part of the territory: the place may lie inside.</summary>
    Wider,
    Own,
    Shared,
    Permitted,
}

/// <summary>The standing with the contract line it rests on; null where none says anything about the area.</summary>
public readonly record struct TerritoryAnswer(TerritoryStanding Standing, TerritoryContract? Contract)
{
    public bool MaySell =>
        Standing is TerritoryStanding.Own or TerritoryStanding.Shared or TerritoryStanding.Permitted;
}
