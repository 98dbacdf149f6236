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

    /// <summary>It contributes the same, but other payments of it are known (回款变动).</summary>
    Paid,

    /// <summary>The document is the same, others moved the tier or the rounding.</summary>
    Reshared,
}

/// <summary>What is paid of an invoice by a payment and was not known before (回款变动).</summary>
/// <param name="Amount">With tax; below 0: it was known and pays no longer.</param>
public sealed record PaymentChange(string InvoiceNumber, string PaymentNumber, DateOnly Date, decimal Amount)
{
    internal string Words => $"payment {PaymentNumber} of {Date:yyyy-MM-dd} {Figures.Signed(Amount)}";
}

/// <summary>What a settlement changes of one document (差额明细).</summary>
public sealed record DocumentChange(
    string DocumentNumber, DocumentChangeKind Kind, decimal ContributionBefore, decimal ContributionNow,
    decimal ShareBefore, decimal ShareNow)
{
    /// <summary>By day, then number.</summary>
    public IReadOnlyList<PaymentChange> Payments { get; init; } = [];

    public decimal Difference => ShareNow - ShareBefore;

    /// <summary>One line for the dealer.</summary>
    public string Words => Kind switch
    {
        DocumentChangeKind.New =>
            $"{DocumentNumber} is new: contributes {Contribution(ContributionNow)}{Paid(", ")}, {Moved()}",
        DocumentChangeKind.Gone => $"{DocumentNumber} no longer counts{Paid(": ")}, {Moved()}",
        DocumentChangeKind.Corrected =>
            $"{DocumentNumber} contributes {Contribution(ContributionNow)} instead of "
            + $"{Contribution(ContributionBefore)}{Paid(", ")}, {Moved()}",
        DocumentChangeKind.Paid => $"{DocumentNumber} is paid otherwise{Paid(": ")}, {Moved()}",
        _ => $"{DocumentNumber} is unchanged, {Moved()}",
    };

    private string Paid(string before) =>
        Payments.Count == 0 ? "" : before + string.Join(", ", Payments.Select(payment => payment.Words));

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
    /// <param name="payments">What of the dealer's invoices is paid otherwise, where the policy looks at it.</param>
    /// <returns>Every document whose share or contribution changed, by number.</returns>
    public static IReadOnlyList<DocumentChange> Of(
        IEnumerable<RebateTraceLine> before, IEnumerable<RebateTraceLine> now,
        IEnumerable<PaymentChange>? payments = null)
    {
        var paid = (payments ?? []).OrderBy(p => p.Date).ThenBy(p => p.PaymentNumber, StringComparer.Ordinal)
            .ToLookup(p => p.InvoiceNumber, StringComparer.Ordinal);
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
                    d.Key, KindOf(d.Value.Before, d.Value.Now, paid.Contains(d.Key)), d.Value.Before.Contribution,
                    d.Value.Now.Contribution, d.Value.Before.Share, d.Value.Now.Share)
                {
                    Payments = [.. paid[d.Key]],
                }),
        ];
    }

    private static DocumentChangeKind KindOf(Side before, Side now, bool isPaidOtherwise) =>
        before.Lines == 0 ? DocumentChangeKind.New
        : now.Lines == 0 ? DocumentChangeKind.Gone
        : before.Contribution != now.Contribution || before.Lines != now.Lines ? DocumentChangeKind.Corrected
        : isPaidOtherwise ? DocumentChangeKind.Paid
        : DocumentChangeKind.Reshared;

    private readonly record struct Side(int Lines, decimal Contribution, decimal Share)
    {
        public Side With(RebateTraceLine line) =>
            new(Lines + 1, Contribution + line.Contribution, Share + line.Share);
    }
}
