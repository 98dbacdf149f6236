using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>What is wrong with a book as a whole (对账单问题).</summary>
public enum FindingCode
{
    /// <summary>Opening balance plus lines is not the stated closing balance (期初 + 明细 ≠ 期末).</summary>
    StatementDoesNotAdd,

    /// <summary>A line is in another currency than its book; it is matched within its own currency only.</summary>
    ForeignCurrencyEntry,

    /// <summary>A line is dated outside the period of its book.</summary>
    EntryOutsidePeriod,

    /// <summary>A document of ours that came after its own period was closed counts in this one.</summary>
    LateDocument,

    /// <summary>What a person decided is about lines that are gone or have changed.</summary>
    DecisionDoesNotApply,

    /// <summary>The opening balances differ by more than the open items of the period before.</summary>
    OpeningUnexplained,
}

/// <summary>Which of the two books.</summary>
public enum BookSide
{
    Ours,
    Theirs,
}

/// <summary>A finding on a book: the values that disagree and what to do.</summary>
public sealed record StatementFinding(FindingCode Code, BookSide Side, string? EntryId, string Message);

/// <summary>
/// The outcome for one dealer and period (对账结果): the stated difference is the breaks with a cause plus the residual.
/// </summary>
/// <param name="Difference">Their stated closing balance minus ours.</param>
/// <param name="OpeningDifference">Their stated opening balance minus ours: what earlier months left open.</param>
/// <param name="Explained">Effect of the breaks by cause, in the order of the causes; only causes that occur.</param>
/// <param name="Residual">Difference minus everything explained (未解释差额).</param>
/// <param name="AdjustedOurs">Our balance once we booked what the causes say we must (调节后余额).</param>
/// <param name="AdjustedTheirs">Theirs likewise; it differs from ours by the residual.</param>
public sealed record ReconciliationResult(
    string DealerCode,
    Period Period,
    string Currency,
    string RuleCode,
    int RuleVersion,
    decimal Difference,
    decimal OpeningDifference,
    IReadOnlyList<Match> Matches,
    IReadOnlyList<Break> Breaks,
    IReadOnlyList<StatementFinding> Findings,
    IReadOnlyDictionary<BreakCause, decimal> Explained,
    decimal Residual,
    decimal AdjustedOurs,
    decimal AdjustedTheirs)
{
    /// <summary>Sets of lines that a person has to decide on.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>What the next period carries forward: together they are the difference of its opening
    /// balances.</summary>
    public IReadOnlyList<OpenItem> OpenItems { get; init; } = [];

    /// <summary>
    /// Nothing is unexplained, to the cent: no residual, no break without a cause that another one hides, and each book
    /// adds up to the balance it states.
    /// </summary>
    public bool IsGreen =>
        Residual == 0m
        && Breaks.All(b => b.Cause is not null || b.Effect == 0m)
        && Findings.All(f => f.Code is not (FindingCode.StatementDoesNotAdd or FindingCode.OpeningUnexplained));
}
