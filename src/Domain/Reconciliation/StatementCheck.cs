using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>Checks each book against itself (期初 + 明细 = 期末), before anything is compared.</summary>
internal static class StatementCheck
{
    public static IReadOnlyList<StatementFinding> Of(DealerBook ours, DealerBook theirs, Period period) =>
        [.. Opening(ours, theirs), .. Check(ours, BookSide.Ours, period), .. Check(theirs, BookSide.Theirs, period)];

    private static IEnumerable<StatementFinding> Opening(DealerBook ours, DealerBook theirs)
    {
        if (ours.CarriedFrom is not { } earlier)
        {
            yield break;
        }

        var difference = theirs.OpeningBalance - ours.OpeningBalance;
        var carried = theirs.Carried.Sum(entry => entry.Amount) - ours.Carried.Sum(entry => entry.Amount);
        if (difference != carried)
        {
            yield return new StatementFinding(
                FindingCode.OpeningUnexplained,
                BookSide.Theirs,
                null,
                $"The opening balances differ by {AmountText.Of(difference)}, the open items of {earlier} by "
                + $"{AmountText.Of(carried)}: {AmountText.Of(difference - carried)} came in between. Ask the dealer "
                + $"which entry of {earlier} was changed, or reconcile {earlier} again.");
        }
    }

    private static IEnumerable<StatementFinding> Check(DealerBook book, BookSide side, Period period)
    {
        var lines = book.Entries.Where(entry => entry.Currency == book.Currency).Sum(entry => entry.Amount);
        var computed = book.OpeningBalance + lines;
        if (computed != book.ClosingBalance && !book.ClosingIsCounted)
        {
            yield return new StatementFinding(
                FindingCode.StatementDoesNotAdd,
                side,
                null,
                $"Opening {AmountText.Of(book.OpeningBalance)} + lines {AmountText.Of(lines)} = "
                + $"{AmountText.Of(computed)}, but the stated closing balance is {AmountText.Of(book.ClosingBalance)}: "
                + $"{AmountText.Of(book.ClosingBalance - computed)} is not in the lines. Ask for the missing lines.");
        }

        var odd = book.Entries.Where(entry => entry.Currency != book.Currency || !period.Contains(entry.Date));
        foreach (var entry in odd.OrderBy(entry => entry.Date).ThenBy(entry => entry.Id, StringComparer.Ordinal))
        {
            if (entry.Currency != book.Currency)
            {
                yield return new StatementFinding(
                    FindingCode.ForeignCurrencyEntry,
                    side,
                    entry.Id,
                    $"{entry.Id} is in {entry.Currency}, the book in {book.Currency}; it is left out of the balances. "
                    + "Put it on a statement of its own currency.");
            }

            if (side == BookSide.Ours && entry.Date < period.Start)
            {
                yield return new StatementFinding(
                    FindingCode.LateDocument,
                    side,
                    entry.Id,
                    $"{entry.Id} happened in {Period.Of(entry.Date)} and came after that period was closed; it counts "
                    + $"in {period}.");
            }
            else if (!period.Contains(entry.Date))
            {
                yield return new StatementFinding(
                    FindingCode.EntryOutsidePeriod,
                    side,
                    entry.Id,
                    $"{entry.Id} is dated {entry.Date:yyyy-MM-dd}, outside {period}; check the date or move the line "
                    + "to the statement of its month.");
            }
        }
    }
}
