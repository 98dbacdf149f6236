using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Custody;

/// <summary>Who answers for the goods under a code at an instant (货权状态).</summary>
public enum CustodyState
{
    /// <summary>Nobody ever issued, packed or shipped the code.</summary>
    Unknown,

    /// <summary>Issued, and not shipped yet or back again: at the principal.</summary>
    AtPrincipal,

    WithDealer,

    /// <summary>On the way back (退货途中); the dealer that sent it still answers for it.</summary>
    Returning,

    /// <summary>Destroyed or recalled (已注销).</summary>
    Withdrawn,
}

/// <summary>
/// Custody of one code at one instant (货权归属), as the events up to then tell it, with the way it came about.
/// </summary>
/// <param name="Code">The code that was asked for, in normal form.</param>
/// <param name="Dealer">The dealer that answers for the goods; null when none does.</param>
/// <param name="Unit">The carton or pallet through which it was found; null when the code itself moved.</param>
/// <param name="Document">Document of the movement that brought the goods here.</param>
/// <param name="Since">When that movement happened.</param>
/// <param name="FirstShipped">First departure to any dealer; null when none is known, also after the instant.</param>
/// <param name="Gap">
/// What is missing in the chain (断链), in words: goods left from a dealer that never had them, or arrived without
/// having left. Null when the chain is whole.
/// </param>
/// <param name="EventIds">The events that lead here, oldest first: packing, then movements.</param>
public sealed record Custody(
    string Code,
    CustodyState State,
    string? Dealer,
    string? ProductCode,
    string? Unit,
    string? Document,
    DateTimeOffset? Since,
    DateTimeOffset? FirstShipped,
    Told? Gap,
    IReadOnlyList<string> EventIds)
{
    /// <summary>
    /// The innermost unit the code lay in when the principal shipped it (出厂箱码), or at its first movement where that
    /// is not recorded, also after unpacking: what one wrong packing or picking record covers. Null for loose goods.
    /// </summary>
    public string? PackedIn { get; init; }

    /// <summary>The movement that brought the goods here; null when none did.</summary>
    public TraceStep? Step { get; init; }

    /// <summary>The holder confirmed that the goods arrived (已收货).</summary>
    public bool IsReceived { get; init; }

    /// <summary>The dealer that gave them away in that movement (上家); null: the principal, or nobody known.</summary>
    public string? From { get; init; }

    /// <summary>Area the holder sold the goods to, as its last sale says (网购收货地); null when none is known.</summary>
    public string? SoldTo { get; init; }

    /// <summary>The first movement after the instant: its event may only have been recorded late. Null: none.</summary>
    public CustodyChange? Next { get; init; }

    /// <summary>Names the movement that brought the goods here; null when none did.</summary>
    public string? Movement =>
        Document ?? (Since is { } at ? $"{Step} {at.ToUniversalTime():yyyy-MM-dd HH:mm:ss}" : null);

    /// <summary>The custody of a code that no event mentions.</summary>
    public static Custody None(string code) =>
        new(code, CustodyState.Unknown, null, null, null, null, null, null, null, []);
}

/// <summary>A movement to another holder (货权变更).</summary>
/// <param name="Dealer">The new holder; null: the principal.</param>
public sealed record CustodyChange(TraceStep Step, string? Dealer, string? Document, DateTimeOffset HappenedAt);
