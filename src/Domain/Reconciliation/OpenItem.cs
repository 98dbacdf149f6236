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
    /// <summary>For a rest between two lines: what explains it until it is corrected; null: nothing does.</summary>
    public CarriedCause? Cause { get; init; }

    internal static OpenItem Of(Break found, Period period)
    {
        if (found.Kind == BreakKind.MissingInTheirs)
        {
            return new OpenItem(BookSide.Ours, found.Ours! with { Amount = -found.Effect });
        }

        var line = found.Theirs!;
        if (found.Kind == BreakKind.MissingInOurs)
        {
            return new OpenItem(BookSide.Theirs, line with { Id = IdIn(period, line.Id), Amount = found.Effect });
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
            Cause = found.Cause is { } cause
                ? new CarriedCause(cause, found.Evidence!, found.Documents, found.OurCorrection)
                : null,
        };
    }

    /// <summary>The place of a row names a line only within the file of its month.</summary>
    public static string IdIn(Period period, string id) => id.Contains('/') ? id : $"{period}/{id}";
}

/// <summary>A cause that an earlier period proved, with its evidence (结转差异原因).</summary>
public sealed record CarriedCause(
    BreakCause Cause, string Evidence, IReadOnlyList<string> Documents, bool OurCorrection);
