using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>The one point at which a rebate is rounded (舍入环节).</summary>
public enum RoundingPoint
{
    /// <summary>Once, the sum of the period.</summary>
    Period,

    /// <summary>The amount of each tier, then added up.</summary>
    Tier,

    /// <summary>The part of each document line, then added up.</summary>
    Line,
}

/// <summary>How a policy rounds (舍入规则): mode, decimal places and point.</summary>
public sealed record PolicyRounding(RoundingMode Mode, int Scale, RoundingPoint Point)
{
    internal Rounding Rule => new(Mode, Scale);
}
