namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>A dealer's rebates of a period, policy by policy (返利结算单). Rebates are stated positive as earned.</summary>
public sealed record RebateSettlement(
    string PrincipalName, string DealerCode, string DealerName, string Period, string Currency, DateOnly IssuedOn,
    IReadOnlyList<RebatePolicyResult> Policies);

/// <summary>What one policy gives and why (返利政策结果).</summary>
public sealed record RebatePolicyResult
{
    public required string PolicyId { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>How tiers apply, in words: stepped, cumulative, …</summary>
    public required Bilingual Method { get; init; }

    /// <summary>What is added up: net amount, quantity, …</summary>
    public required Bilingual BasisName { get; init; }

    /// <summary>
    /// As the calculation found it; the workbook adds up the lines again and says whether both agree.
    /// </summary>
    public required decimal Basis { get; init; }

    /// <summary>What the policy gives this dealer, over all its time in this settlement.</summary>
    public required decimal Earned { get; init; }

    /// <summary>What earlier settlements have already posted of it.</summary>
    public required decimal PostedBefore { get; init; }

    public IReadOnlyList<RebateTierResult> Tiers { get; init; } = [];

    /// <summary>The arithmetic, one sentence per step.</summary>
    public IReadOnlyList<Bilingual> Trace { get; init; } = [];

    public IReadOnlyList<RebateBasisLine> Lines { get; init; } = [];
}

/// <summary>
/// A bracket (阶梯): the rate is a fraction of the basis, or an amount per unit where <paramref name="PerUnit"/>.
/// <paramref name="Slice"/> is the part of the basis the rate was applied to, null where none was.
/// </summary>
public sealed record RebateTierResult(decimal From, decimal? To, decimal Rate, bool PerUnit, decimal? Slice);

/// <summary>
/// A document line and what it counts for (计返明细): its contribution to the basis (0 with a reason where it does not
/// count) and its share of what was earned.
/// </summary>
public sealed record RebateBasisLine(
    DateOnly Date, string Document, string Position, string ProductCode, decimal Quantity, decimal NetAmount,
    decimal Contribution, decimal Share, string? Reason);
