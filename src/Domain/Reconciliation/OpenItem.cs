using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// What a period leaves open (未达账项): a line that the other book does not hold, or the rest between two matched lines.
/// The next period carries it forward and clears it, when its counterpart comes.
/// </summary>
/// <param name="Side">
/// The book that holds the line. A rest between matched lines stands in the dealer's, as what it booked beyond ours.
/// </param>
public sealed record OpenItem(BookSide Side, BookEntry Entry)
{
    /// <summary>
    /// For a rest between two lines and for what was written off: what explains it until it is corrected.
    /// </summary>
    public CarriedCause? Cause { get; init; }

    internal static OpenItem Of(Break found, Period period)
    {
        if (found.Kind == BreakKind.MissingInTheirs)
        {
            return new OpenItem(BookSide.Ours, found.Ours! with { Amount = -found.Effect }) { Cause = GivenUp(found) };
        }

        var line = found.Theirs!;
        if (found.Kind == BreakKind.MissingInOurs)
        {
            return new OpenItem(BookSide.Theirs, line with { Id = IdIn(period, line.Id), Amount = found.Effect })
            {
                Cause = GivenUp(found),
            };
        }

        return new OpenItem(
            BookSide.Theirs,
            line with
            {
                Id = IdIn(period, found.Item),
                Kind = found.Effect < 0m ? EntryKind.CreditNote : EntryKind.DebitNote,
                Amount = found.Effect,
                // A number of its own would tie it to the document it is the rest of, which is matched and done with.
                Reference = "",
                Text = $"rest of {found.Reference} in {period}",
            })
        {
            Cause = CauseOf(found),
        };
    }

    // A line on its own is explained anew every month, by the documents known then; a decision is not repeated.
    private static CarriedCause? GivenUp(Break found) =>
        found.Cause == BreakCause.WrittenOff ? CauseOf(found) : null;

    private static CarriedCause? CauseOf(Break found) => found.Cause is { } cause
        ? new CarriedCause(cause, found.Evidence!, found.Documents, found.OurCorrection, found.Account)
        : null;

    /// <summary>The place of a row names a line only within the file of its month.</summary>
    public static string IdIn(Period period, string id) => id.Contains('/') ? id : $"{period}/{id}";
}

/// <summary>A cause that an earlier period proved, with its evidence (结转差异原因).</summary>
public sealed record CarriedCause(
    BreakCause Cause, string Evidence, IReadOnlyList<string> Documents, bool OurCorrection, string? Account);
