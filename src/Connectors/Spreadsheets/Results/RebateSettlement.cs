using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>
/// A dealer's rebates as a month settled them (返利结算单), policy by policy. Rebates are stated positive as earned.
/// </summary>
/// <param name="Month">The month that was settled; the earning periods may be longer or earlier.</param>
public sealed record RebateSettlement(
    string PrincipalName, string DealerCode, string DealerName, string Month, DateOnly IssuedOn,
    IReadOnlyList<RebatePolicyResult> Policies);

/// <summary>What one policy gives for an earning period, and why (返利政策结果).</summary>
public sealed record RebatePolicyResult
{
    public required string PolicyCode { get; init; }

    public required string Name { get; init; }

    public required int Version { get; init; }

    /// <summary>The earning period, such as <c>2026-Q3</c> (计返周期).</summary>
    public required string Period { get; init; }

    public required string Currency { get; init; }

    /// <summary>
    /// As the calculation found it; the workbook adds up the lines again and says whether both agree.
    /// </summary>
    public required decimal Basis { get; init; }

    public int? TierReached { get; init; }

    /// <summary>What the policy gives this dealer for the whole period so far.</summary>
    public required decimal Earned { get; init; }

    /// <summary>Whether it is paid now and not only when the period is over.</summary>
    public bool IsDue { get; init; } = true;

    /// <summary>The later month that has posted already and where the difference counts; null: none.</summary>
    public string? CountsIn { get; init; }

    /// <summary>Whether nothing more can be bought for it.</summary>
    public bool IsOver { get; init; }

    /// <summary>What earlier settlements have already posted of it.</summary>
    public required decimal PostedBefore { get; init; }

    /// <summary>How it is paid: a credit note, goods, …</summary>
    public required Bilingual PaidAs { get; init; }

    /// <summary>What each tier pays; of the whole group where dealers are added up.</summary>
    public IReadOnlyList<RebateSlice> Slices { get; init; } = [];

    /// <summary>The arithmetic, one sentence per step.</summary>
    public IReadOnlyList<Bilingual> Words { get; init; } = [];

    /// <summary>Every line that counted; at the end what belongs to no document.</summary>
    public IReadOnlyList<RebateTraceLine> Lines { get; init; } = [];

    /// <summary>The settlement before; null where this is the first.</summary>
    public RebateChanges? Changes { get; init; }

    public TierWatch? Next { get; init; }

    /// <summary>Goods that are given in kind.</summary>
    public IReadOnlyList<RebateGoods> Goods { get; init; } = [];

    public decimal Payable => IsDue ? Earned - PostedBefore : 0m;
}

/// <summary>Units of a product (货补): earned, given before, still to be given.</summary>
/// <param name="Due">Below 0: given too many, later goods are the fewer.</param>
public sealed record RebateGoods(string ProductCode, decimal Earned, decimal Before, decimal Due);

/// <summary>What is another one than in the settlement before (自上次结算的变化).</summary>
/// <param name="Month">The month of that settlement.</param>
/// <param name="Earned">What was earned then; with the documents it adds up to what is earned now.</param>
public sealed record RebateChanges(string Month, decimal Earned, IReadOnlyList<DocumentChange> Documents);
