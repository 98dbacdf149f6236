using System.Text;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>The words of <c>hub explain</c>.</summary>
internal static class ExplainText
{
    public static string Balance(
        Reconciled of, DealerBooks books, IReadOnlyList<BreakDetail> breaks, IReadOnlyList<string> proposals)
    {
        var text = Head(of);
        text.AppendLine($"{"",-34}{"ours",16}{"theirs",16}");
        Row(text, "Opening balance", books.Ours.OpeningBalance, books.Theirs?.OpeningBalance);
        foreach (var kind in Enum.GetValues<EntryKind>())
        {
            var (ours, theirs) = (SumOf(books.Ours, kind), SumOf(books.Theirs, kind));
            if (ours is not null || theirs is not null)
            {
                Row(text, $"  {kind}", ours, theirs);
            }
        }

        Row(text, "Closing balance", of.Head.OurClosing, of.Head.TheirClosing);
        if (of.Head.Difference is { } difference)
        {
            text.AppendLine($"{"Difference (theirs − ours)",-34}{"",16}{Money(difference),16}");
            var causes = breaks.GroupBy(b => b.Cause ?? "without a cause");
            foreach (var group in causes.OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                text.AppendLine(
                    $"  {group.Key,-32}{$"{group.Count()} items",16}{Money(group.Sum(b => b.Effect)),16}");
            }

            text.AppendLine($"{"Residual (difference − causes)",-34}{"",16}{Money(of.Head.Residual ?? 0m),16}");
        }

        Carried(text, of, books);
        foreach (var proposal in proposals)
        {
            text.AppendLine($"To decide: {proposal}");
        }

        if (of.Head.Note is { } note)
        {
            text.AppendLine($"Note: {note}");
        }

        return text.ToString();
    }

    public static string Matches(Reconciled of, DealerBooks books, IReadOnlyList<MatchLine> matches)
    {
        var text = Head(of);
        var lines = new LinesById(books);
        foreach (var match in matches)
        {
            text.AppendLine(
                $"Match {match.No}: step {match.Step}, score {match.Score:0.00##}, rules {of.Head.RuleCode} version "
                + $"{of.Head.RuleVersion}");
            lines.Tell(text, "ours  ", match.OurIds, BookSide.Ours);
            lines.Tell(text, "theirs", match.TheirIds, BookSide.Theirs);
            text.AppendLine(
                "  " + (match.Arithmetic
                    ?? $"ours {AmountText.Of(match.OurAmount)} = theirs {AmountText.Of(match.TheirAmount)}"));
        }

        return text.ToString();
    }

    public static string Breaks(Reconciled of, DealerBooks books, IReadOnlyList<BreakDetail> breaks)
    {
        var text = Head(of);
        var lines = new LinesById(books);
        foreach (var found in breaks)
        {
            text.AppendLine(
                $"Difference {found.No}: {found.Kind}, {found.Cause ?? "without a cause"}, {Money(found.Amount)}"
                + (found.Effect == found.Amount ? "" : $" (moves the closing difference by {Money(found.Effect)})")
                + (found.CarriedFrom is { } from ? $", open since {from}" : ""));
            lines.Tell(text, "ours  ", found.OurId, BookSide.Ours);
            lines.Tell(text, "theirs", found.TheirId, BookSide.Theirs);
            text.AppendLine($"  {found.Arithmetic}");
            if (found.Evidence is { } evidence)
            {
                text.AppendLine($"  {evidence}");
                text.AppendLine($"  documents: {found.Documents}; {Corrects(found)}");
            }

            foreach (var candidate in found.Nearest?.Split('\n') ?? [])
            {
                text.AppendLine($"  nearest: {candidate}");
            }

            if (found.MayBeWrittenOff)
            {
                text.AppendLine(
                    $"  may be written off: ./hub writeoff --period {of.Period} --dealer {of.Head.DealerCode} "
                    + $"--item '{found.Item}' --account … --reason …");
            }
        }

        return text.ToString();
    }

    private static string Corrects(BreakDetail found) =>
        found.Effect == 0m ? "nothing to correct" : found.OurCorrection ? "we correct" : "the dealer corrects";

    private static StringBuilder Head(Reconciled of) => new StringBuilder().AppendLine(
        $"{of.Head.DealerCode} {of.Period} in {of.Head.Currency}: {of.Head.Status}, run {of.Head.RunId}, rules "
        + $"{of.Head.RuleCode ?? "none"} version {of.Head.RuleVersion}, {of.Head.Matches} matches");

    private static void Carried(StringBuilder text, Reconciled of, DealerBooks books)
    {
        if (of.Head.CarriedFrom is not { } from)
        {
            return;
        }

        var items = books.Ours.Carried.Count + (books.Theirs?.Carried.Count ?? 0);
        var difference = (books.Theirs?.Carried.Sum(e => e.Amount) ?? 0m) - books.Ours.Carried.Sum(e => e.Amount);
        text.AppendLine(
            $"Carried forward from {from}: {items} open items, {Money(difference)} of the opening difference.");
    }

    private static void Row(StringBuilder text, string label, decimal? ours, decimal? theirs) =>
        text.AppendLine($"{label,-34}{Money(ours),16}{Money(theirs),16}");

    private static decimal? SumOf(DealerBook? book, EntryKind kind)
    {
        var lines = book?.Entries.Where(e => e.Kind == kind && e.Currency == book.Currency).ToList();
        return lines is { Count: > 0 } ? lines.Sum(e => e.Amount) : null;
    }

    private static string Money(decimal? amount) => amount is { } known ? MonthSummary.Money(known) : "–";

    /// <summary>The lines of both books by their id, as they stand in them.</summary>
    private sealed class LinesById(DealerBooks books)
    {
        private readonly ILookup<string, BookEntry> _ours = books.Ours.Entries.Concat(books.Ours.Carried)
            .ToLookup(e => e.Id, StringComparer.Ordinal);

        private readonly ILookup<string, BookEntry> _theirs = (books.Theirs?.Entries ?? [])
            .Concat(books.Theirs?.Carried ?? []).ToLookup(e => e.Id, StringComparer.Ordinal);

        public void Tell(StringBuilder text, string who, string? ids, BookSide side)
        {
            var lines = side == BookSide.Ours ? _ours : _theirs;
            foreach (var id in ids?.Split(' ') ?? [])
            {
                var entry = lines[id].FirstOrDefault();
                text.AppendLine(entry is null
                    ? $"  {who}  {id}"
                    : $"  {who}  {id}  {entry.Kind}  {entry.Reference}  {entry.Date:yyyy-MM-dd}  "
                      + $"{AmountText.Of(entry.Amount)}{(entry.Text is { } words ? $"  {words}" : "")}");
            }
        }
    }
}
