namespace DealerIntegration.Domain.Reconciliation.Steps;

/// <summary>A pair of open lines that the tolerance admits.</summary>
internal readonly record struct Candidate(Item Ours, Item Theirs)
{
    /// <summary>The line whose side the percentage is of.</summary>
    public Item Base(Tolerance tolerance) => tolerance.PercentOf == BookSide.Ours ? Ours : Theirs;

    /// <summary>The line of the other side.</summary>
    public Item Other(Tolerance tolerance) => tolerance.PercentOf == BookSide.Ours ? Theirs : Ours;

    public decimal Bound(Tolerance tolerance) => tolerance.Bound(Ours.Amount, Theirs.Amount);

    public decimal Difference => Math.Abs(Theirs.Amount - Ours.Amount);

    public int Days => Math.Abs(Theirs.Entry.Date.DayNumber - Ours.Entry.Date.DayNumber);

    /// <summary>
    /// Lower goes first. The ranks stand without their side, so that swapping the books swaps the matches and changes
    /// none; the last element only orders pairs that share no line.
    /// </summary>
    public (decimal, int, int, int, int) Cost =>
        (Difference, Days, Math.Min(Ours.Rank, Theirs.Rank), Math.Max(Ours.Rank, Theirs.Rank), Ours.Rank);
}
