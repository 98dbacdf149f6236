namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>A kind of document on a statement (单据类型).</summary>
public enum StatementKind
{
    Invoice,
    Return,
    CreditNote,
    DebitNote,
    Payment,
}

/// <summary>
/// What a dealer confirms or disputes for a period (对账单). Amounts are from the principal's point of view, tax
/// inclusive: what the dealer owes is positive; returns, credit notes and payments are negative.
/// </summary>
public sealed record DealerStatement
{
    /// <summary>The statement's own number, by which the file is known when it comes back (对账单号).</summary>
    public required string Number { get; init; }

    public required string PrincipalName { get; init; }

    public required string DealerCode { get; init; }

    public required string DealerName { get; init; }

    public required string Period { get; init; }

    public required string Currency { get; init; }

    public required DateOnly IssuedOn { get; init; }

    /// <summary>Last day for the dealer's answer (答复期限).</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>
    /// The clause of the dealer's contract under which no answer counts as agreed (视同确认); null where silence means
    /// nothing.
    /// </summary>
    public string? SilenceClause { get; init; }

    public required decimal Opening { get; init; }

    /// <summary>
    /// As computed by the reconciliation; the workbook computes it again and says whether both agree.
    /// </summary>
    public required decimal Closing { get; init; }

    /// <summary>The dealer's own balances; null where no ledger of the period was accepted.</summary>
    public decimal? DealerOpening { get; init; }

    public decimal? DealerClosing { get; init; }

    public required IReadOnlyList<StatementDocument> Documents { get; init; }

    /// <summary>What the closing balance consists of, and how old it is.</summary>
    public required StatementAgeing Ageing { get; init; }

    public IReadOnlyList<StatementMatch> Matches { get; init; } = [];

    public IReadOnlyList<StatementDifference> Differences { get; init; } = [];
}

/// <summary>A document of ours in the period (单据).</summary>
public sealed record StatementDocument(
    DateOnly Date, StatementKind Kind, string Number, string? Text, decimal Amount, string? OrderNumber = null);

/// <summary>
/// The documents that are open at the end of the period (账龄). What is left of them adds up to the closing balance.
/// </summary>
/// <param name="Day">The period's last day, from which ages count.</param>
/// <param name="BandStarts">The first day of each band, ascending from 0.</param>
/// <param name="Open">Of any month, the oldest first.</param>
public sealed record StatementAgeing(
    DateOnly Day, IReadOnlyList<int> BandStarts, IReadOnlyList<StatementOpenDocument> Open);

/// <summary>
/// A document that is not settled in full (未核销单据); a payment not used up is one with a negative amount.
/// </summary>
/// <param name="Cleared">What of the amount is settled, with its sign.</param>
public sealed record StatementOpenDocument(
    DateOnly Date, StatementKind Kind, string Number, decimal Amount, decimal Cleared);

/// <summary>Documents of ours and entries of the dealer that belong together (勾对).</summary>
public sealed record StatementMatch(
    string OurDocuments, DateOnly OurDate, decimal OurAmount,
    string DealerEntries, DateOnly DealerDate, decimal DealerAmount, string Step, string Reason);

/// <summary>
/// A difference between both books (差异). <paramref name="Amount"/> is ours minus the dealer's. It explains its part of
/// the closing difference only where <paramref name="Cause"/> is given, with a document as evidence.
/// </summary>
public sealed record StatementDifference(
    string KindCode, Bilingual Kind, string? OurDocument, string? DealerEntry,
    decimal? OurAmount, decimal? DealerAmount, decimal Amount, Bilingual? Cause, string? Evidence)
{
    /// <summary>
    /// What the dealer's answer is filed under: our ids, a bar, their ids. The same on every statement that shows it.
    /// </summary>
    public required string Item { get; init; }

    /// <summary>The earlier period that left it open (结转); null where it arose in this one.</summary>
    public string? CarriedFrom { get; init; }

    /// <summary>Account that took the difference when it was given up (核销科目); null where it was not.</summary>
    public string? WrittenOffTo { get; init; }

    /// <summary>For a difference without a cause: the line of the other book that comes nearest, in words.</summary>
    public string? Nearest { get; init; }

    /// <summary>What the dealer answered to it before.</summary>
    public EarlierAnswer? Earlier { get; init; }
}

/// <summary>A dealer's answer to an item on an earlier statement (此前答复).</summary>
public sealed record EarlierAnswer(string StatementNumber, bool Confirmed, string? Reason, DateOnly AnsweredOn);
