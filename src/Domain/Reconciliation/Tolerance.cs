namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// What still counts as the same (容差). Absolute and percent hold together and the larger wins; every bound is
/// inclusive.
/// </summary>
public sealed record Tolerance
{
    /// <summary>In the currency of the books.</summary>
    public required decimal Absolute { get; init; }

    /// <summary>A fraction of the amount of one side, ours if nothing else is said: 0.01 is one percent.</summary>
    public required decimal Percent { get; init; }

    /// <summary>The side whose amount the percentage is of (百分比基准).</summary>
    public BookSide PercentOf { get; init; } = BookSide.Ours;

    public required int DateWindowDays { get; init; }

    public decimal Bound(decimal ourAmount, decimal theirAmount) =>
        Math.Max(Absolute, Percent * Math.Abs(PercentOf == BookSide.Ours ? ourAmount : theirAmount));

    public bool Admits(decimal ourAmount, decimal theirAmount) =>
        Math.Abs(theirAmount - ourAmount) <= Bound(ourAmount, theirAmount);

    public bool Admits(DateOnly ours, DateOnly theirs) =>
        Math.Abs(theirs.DayNumber - ours.DayNumber) <= DateWindowDays;
}
