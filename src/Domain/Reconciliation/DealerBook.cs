using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>One side's book of a dealer for a period (往来账), with the balances that side states.</summary>
/// <param name="Entries">
/// Lines that count in the period. One of ours with an earlier date came late: its own period was closed (实际年月,
/// 计入年月).
/// </param>
/// <param name="Neighbours">
/// Documents of the months before and after. They are evidence for items booked in another period and never take part
/// in the matching of this one.
/// </param>
public sealed record DealerBook(
    string DealerCode,
    string Currency,
    decimal OpeningBalance,
    decimal ClosingBalance,
    IReadOnlyList<BookEntry> Entries,
    IReadOnlyList<BookEntry> Neighbours)
{
    /// <summary>
    /// Open items of the period before (结转未达): in the opening balance of this side already, and still without a
    /// counterpart on the other. They take part in the matching of this period.
    /// </summary>
    public IReadOnlyList<BookEntry> Carried { get; init; } = [];

    /// <summary>
    /// Why a carried item is open, by its id, where only its own period can say so: the rest between two matched lines,
    /// and what was written off (结转差异原因).
    /// </summary>
    public IReadOnlyDictionary<string, CarriedCause> CarriedCauses { get; init; } =
        new Dictionary<string, CarriedCause>();

    /// <summary>
    /// The period before that was reconciled with these books; null for the first one. With it every earlier line that
    /// is not carried is settled.
    /// </summary>
    public Period? CarriedFrom { get; init; }

    /// <summary>
    /// The closing balance was counted, not added up (盘点数): what the lines do not come to is the residual's business
    /// and no fault of the book.
    /// </summary>
    public bool ClosingIsCounted { get; init; }
}
