using System.Text;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>The words of <c>hub explain match</c> and <c>hub explain break</c>.</summary>
internal sealed class ExplainText(ExplainedMonth month)
{
    private readonly StringBuilder _text = Head(month);

    /// <summary>No line was told of.</summary>
    public bool IsEmpty { get; private set; } = true;

    public static StringBuilder Head(ExplainedMonth month)
    {
        var first = month.Books[0].Head;
        var of = month.Books.Count > 1 ? $"{month.Books.Count} books" : $"{first.Currency}: {first.Status}";
        var matches = month.Books.Sum(b => b.Head.Matches);
        return new StringBuilder().AppendLine(
            $"{month.Dealer} {month.Period}, {month.Words.Title.English}, {of}; run {month.Run.Id}, rules "
            + $"{first.RuleCode ?? "none"} version {first.RuleVersion}, {matches} matches");
    }

    public void Matches(ExplainedBook book, IReadOnlyList<StoredMatch> matches)
    {
        var lines = Begin(book, matches.Count);
        foreach (var match in matches)
        {
            _text.AppendLine(
                $"Match {match.No}: step {match.Step}, score {match.Score:0.00##}, rules {book.Head.RuleCode} version "
                + $"{book.Head.RuleVersion}");
            lines.Tell(_text, BookSide.Ours, match.OurIds);
            lines.Tell(_text, BookSide.Theirs, match.TheirIds);
            _text.AppendLine($"  {match.Reason}");
        }
    }

    public void Breaks(ExplainedBook book, IReadOnlyList<StoredBreak> breaks)
    {
        var lines = Begin(book, breaks.Count);
        foreach (var found in breaks)
        {
            _text.AppendLine(
                $"Difference {found.No}: {found.Kind}, {found.Cause ?? "without a cause"}, {Figure(found.Amount)}"
                + (found.Effect == found.Amount ? "" : $" (moves the closing difference by {Figure(found.Effect)})")
                + (found.CarriedFrom is { } from ? $", open since {from}" : "")
                + (found.Tolerated ? ", tolerated: nobody has to act" : ""));
            lines.Tell(_text, BookSide.Ours, found.OurId);
            lines.Tell(_text, BookSide.Theirs, found.TheirId);
            _text.AppendLine($"  {found.Arithmetic}");
            Proof(found);
            if (found.MayBeWrittenOff && month.Setup.Books == BookKind.DealerLedger)
            {
                _text.AppendLine(
                    $"  may be written off: ./hub writeoff --period {month.Period} --dealer {month.Dealer} "
                    + $"--item '{found.Item}' --account … --reason …");
            }
        }
    }

    public override string ToString() => _text.ToString();

    private LinesById Begin(ExplainedBook book, int count)
    {
        IsEmpty &= count == 0;
        if (count > 0 && month.Books.Count > 1)
        {
            _text.AppendLine().AppendLine($"{book.Head.Currency}: {book.Head.Status}");
        }

        return new LinesById(book.Lines, month.Words);
    }

    private void Proof(StoredBreak found)
    {
        if (found.Evidence is { } evidence)
        {
            _text.AppendLine($"  {evidence}");
            _text.AppendLine($"  documents: {found.Documents}; {Corrects(found)}");
        }

        foreach (var check in found.Checks?.Split("; ") ?? [])
        {
            _text.AppendLine($"  check of {check}");
        }

        foreach (var candidate in found.Nearest?.Split('\n') ?? [])
        {
            _text.AppendLine($"  nearest: {candidate}");
        }
    }

    private static string Corrects(StoredBreak found) =>
        found.Effect == 0m ? "nothing to correct" : found.OurCorrection ? "we correct" : "the dealer corrects";

    private string Figure(decimal figure) => month.Words.Figure(figure);

    /// <summary>The lines of both books by their id, as they stand in them.</summary>
    private sealed class LinesById(DealerBooks books, BookWords words)
    {
        private readonly ILookup<(BookSide, string), BookEntry> _lines =
            Of(BookSide.Ours, books.Ours).Concat(Of(BookSide.Theirs, books.Theirs))
                .ToLookup(line => (line.Side, line.Entry.Id), line => line.Entry);

        public void Tell(StringBuilder text, BookSide side, string? ids)
        {
            var who = (side == BookSide.Ours ? words.Ours : words.Theirs).English;
            var width = Math.Max(words.Ours.English.Length, words.Theirs.English.Length);
            foreach (var id in ids?.Split(' ') ?? [])
            {
                var entry = _lines[(side, id)].FirstOrDefault();
                text.AppendLine($"  {who.PadRight(width)}  {id}{(entry is null ? "" : Told(side, entry))}");
            }
        }

        private string Told(BookSide side, BookEntry entry) =>
            $"  {words.LineOf(side, entry).English}  {entry.Reference}  {entry.Date:yyyy-MM-dd}  "
            + words.Figure(entry.Amount)
            + (entry.Text is { } note && !words.CountsGoods ? $"  {note}" : "");

        private static IEnumerable<(BookSide Side, BookEntry Entry)> Of(BookSide side, DealerBook? book) =>
            (book?.Entries ?? []).Concat(book?.Carried ?? []).Select(entry => (side, entry));
    }
}
