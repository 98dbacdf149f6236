using System.Text;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>The words of <c>hub explain balance</c>: both sides of each book, from opening to residual.</summary>
internal sealed class ExplainBalance(ExplainedMonth month)
{
    private readonly StringBuilder _text = ExplainText.Head(month);

    /// <summary>
    /// Of several books one line for each that differs, and how many do not: a dealer may have a hundred products.
    /// </summary>
    public void Overview()
    {
        if (month.Books.Count == 1)
        {
            return;
        }

        var words = month.Words;
        var even = month.Books.Count(book => !book.Differs);
        _text.AppendLine(
            $"{words.Book.English,-14}{words.Ours.English,12}{words.Theirs.English,12}{"difference",13}"
            + $"{"explained",12}{"residual",12}");
        foreach (var (head, _) in month.Books.Where(book => book.Differs))
        {
            _text.AppendLine(
                $"{head.Currency,-14}{Figure(head.OurClosing),12}{Figure(head.TheirClosing),12}"
                + $"{Figure(head.Difference),13}{Figure(head.Explained),12}{Figure(head.Residual),12}  {head.Status}");
        }

        if (even > 0)
        {
            _text.AppendLine(
                $"{(even == month.Books.Count ? "All" : $"{even} of")} {month.Books.Count} books are without any "
                + $"difference; --book shows one, for example --book {month.Books[0].Name}.");
        }
    }

    public void Book(ExplainedBook book, IReadOnlyList<CauseLine> causes)
    {
        var (head, words) = (book.Head, month.Words);
        if (month.Books.Count > 1)
        {
            _text.AppendLine().AppendLine($"{head.Currency}: {head.Status}");
        }

        _text.AppendLine($"{"",-34}{words.Ours.English,16}{words.Theirs.English,16}");
        foreach (var line in RollForward.Of(book.Lines, words))
        {
            var inset = line.Name == words.Opening || line.Name == words.Closing ? "" : "  ";
            _text.AppendLine($"{inset + line.Name.English,-34}{Figure(line.Ours),16}{Figure(line.Theirs),16}");
        }

        Difference(head, causes);
        Carried(book);
        if (head.Note is { } note)
        {
            _text.AppendLine($"Note: {note}");
        }
    }

    public void Proposals(IReadOnlyList<string> proposals)
    {
        foreach (var proposal in proposals)
        {
            _text.AppendLine($"To decide: {proposal}");
        }
    }

    public override string ToString() => _text.ToString();

    private void Difference(StoredReconciliation head, IReadOnlyList<CauseLine> causes)
    {
        if (head.Difference is null)
        {
            return;
        }

        var name = $"Difference ({month.Words.Theirs.English} − {month.Words.Ours.English})";
        _text.AppendLine($"{name,-34}{"",16}{Figure(head.Difference),16}");
        foreach (var cause in causes)
        {
            var count = cause.Count == 1 ? "1 item" : $"{cause.Count} items";
            _text.AppendLine($"  {cause.Cause ?? "without a cause",-32}{count,16}{Figure(cause.Effect),16}");
        }

        _text.AppendLine($"{"Residual (difference − causes)",-34}{"",16}{Figure(head.Residual),16}");
    }

    private void Carried(ExplainedBook book)
    {
        var (ours, theirs) = (book.Lines.Ours, book.Lines.Theirs);
        var items = ours.Carried.Count + (theirs?.Carried.Count ?? 0);
        if (ours.CarriedFrom is not { } from || (book.Lines.Documented is not null && items == 0))
        {
            return;
        }

        var difference = (theirs?.Carried.Sum(e => e.Amount) ?? 0m) - ours.Carried.Sum(e => e.Amount);
        _text.AppendLine(
            $"Carried forward from {from}: {items} open items, {Figure(difference)} of the opening difference.");
    }

    private string Figure(decimal? figure) => month.Words.Figure(figure);
}
