namespace DealerIntegration.Domain.Rebates;

/// <summary>Why the share of a document is another than at the last settlement (变动原因).</summary>
public enum DocumentChangeKind
{
    /// <summary>It did not count then: it came late, or was dated otherwise.</summary>
    New,

    /// <summary>It counted then and does not now.</summary>
    Gone,

    /// <summary>What it contributes has changed.</summary>
    Corrected,

    /// <summary>The document is the same, others moved the tier or the rounding.</summary>
    Reshared,
}

/// <summary>What a settlement changes of one document (差额明细).</summary>
public sealed record DocumentChange(
    string DocumentNumber, DocumentChangeKind Kind, decimal ContributionBefore, decimal ContributionNow,
    decimal ShareBefore, decimal ShareNow)
{
    public decimal Difference => ShareNow - ShareBefore;

    /// <summary>One line for the dealer.</summary>
    public string Words => Kind switch
    {
        DocumentChangeKind.New => $"{DocumentNumber} is new: contributes {Contribution(ContributionNow)}, {Moved()}",
        DocumentChangeKind.Gone => $"{DocumentNumber} no longer counts, {Moved()}",
        DocumentChangeKind.Corrected =>
            $"{DocumentNumber} contributes {Contribution(ContributionNow)} instead of "
            + $"{Contribution(ContributionBefore)}, {Moved()}",
        _ => $"{DocumentNumber} is unchanged, {Moved()}",
    };

    private string Moved() =>
        $"share {Figures.Amount(ShareBefore)} → {Figures.Amount(ShareNow)} ({Figures.Signed(Difference)}).";

    private static string Contribution(decimal amount) => Figures.Plain(amount);
}

/// <summary>
/// Names the documents behind the difference between two settlements of the same policy, dealer and period (结算差额说明):
/// the differences add up to earned now − earned then.
/// </summary>
public static class SettlementDelta
{
    /// <param name="before">The trace that the last settlement stored; empty at the first.</param>
    /// <returns>Every document whose share or contribution changed, by number.</returns>
    public static IReadOnlyList<DocumentChange> Of(
        IEnumerable<RebateTraceLine> before, IEnumerable<RebateTraceLine> now)
    {
        var documents = new SortedDictionary<string, (Side Before, Side Now)>(StringComparer.Ordinal);
        foreach (var line in before)
        {
            var (then, today) = documents.GetValueOrDefault(line.DocumentNumber);
            documents[line.DocumentNumber] = (then.With(line), today);
        }

        foreach (var line in now)
        {
            var (then, today) = documents.GetValueOrDefault(line.DocumentNumber);
            documents[line.DocumentNumber] = (then, today.With(line));
        }

        return
        [
            .. documents
                .Where(d => d.Value.Before != d.Value.Now)
                .Select(d => new DocumentChange(
                    d.Key, KindOf(d.Value.Before, d.Value.Now), d.Value.Before.Contribution, d.Value.Now.Contribution,
                    d.Value.Before.Share, d.Value.Now.Share)),
        ];
    }

    private static DocumentChangeKind KindOf(Side before, Side now) =>
        before.Lines == 0 ? DocumentChangeKind.New
        : now.Lines == 0 ? DocumentChangeKind.Gone
        : before.Contribution != now.Contribution || before.Lines != now.Lines ? DocumentChangeKind.Corrected
        : DocumentChangeKind.Reshared;

    private readonly record struct Side(int Lines, decimal Contribution, decimal Share)
    {
        public Side With(RebateTraceLine line) =>
            new(Lines + 1, Contribution + line.Contribution, Share + line.Share);
    }
}
