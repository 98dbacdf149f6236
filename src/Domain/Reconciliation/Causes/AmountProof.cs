namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>Whether the amount that order or shipment prove is what the dealer booked, within rounding.</summary>
internal static class AmountProof
{
    /// <remarks>
    /// A document that agrees with our invoice proves no difference: without that test a dealer's few cents would
    /// pass for a price. An amount on the far side of ours is not proof either.
    /// </remarks>
    public static bool Holds(OpenBreak open, decimal proven, Tolerance tolerance) =>
        Math.Abs(proven - open.OurAmount) > tolerance.Absolute
        && Math.Abs(open.TheirAmount - proven) <= tolerance.Absolute
        && Math.Sign(proven - open.OurAmount) == Math.Sign(open.Amount);
}
