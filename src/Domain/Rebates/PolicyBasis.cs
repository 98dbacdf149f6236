namespace DealerIntegration.Domain.Rebates;

/// <summary>Which documents count (计算依据单据).</summary>
public enum BasisDocument
{
    Ordered,
    Shipped,
    Invoiced,

    /// <summary>Invoice lines on the days on which they were paid, in the part that was paid (回款).</summary>
    Paid,
}

/// <summary>What the tiers are measured in: money (金额) or units of the product (数量).</summary>
public enum BasisMeasure
{
    Value,
    Quantity,
}

/// <summary>What a rebate is measured on (计算口径).</summary>
/// <param name="TaxInclusive">Whether values are taken with tax (含税).</param>
/// <param name="NetOfReturns">
/// Whether returns and credit notes lower the basis. When they leave it at or below 0, nothing is earned: a period
/// never earns less than 0, what was paid before comes back by settlement.
/// </param>
public sealed record PolicyBasis(BasisDocument Document, BasisMeasure Measure, bool TaxInclusive, bool NetOfReturns)
{
    /// <summary>
    /// Whether what rulings on diversion moved counts (窜货调整量): away from who diverted, to whose area it was.
    /// </summary>
    public bool CountMovedVolume { get; init; } = true;
}
