using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>A dealer's reconciliation in the shape of its statement workbook.</summary>
internal static class StatementOf
{
    private static readonly Dictionary<BreakKind, Bilingual> Kinds = new()
    {
        [BreakKind.MissingInOurs] = new("我方无此记录", "Missing in our book"),
        [BreakKind.MissingInTheirs] = new("贵方无此记录", "Missing in your book"),
        [BreakKind.Unequal] = new("金额不一致", "Amounts differ"),
    };

    public static DealerStatement Dealer(
        DealerBooks books, ClearedAccount account, ReconciledDealers outcomes, EarlierAnswers earlier,
        MasterDealer master, string principal, Period period, DateOnly issued, BusinessDay day)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ours = ById(books.Ours);
        var theirs = ById(books.Theirs);
        return new DealerStatement
        {
            // The number and the day for the answer are given when it is issued.
            Number = "",
            DueOn = issued,
            PrincipalName = principal,
            DealerCode = master.Code,
            DealerName = master.Name,
            Period = period.ToString(),
            Currency = books.Ours.Currency,
            IssuedOn = issued,
            Opening = books.Ours.OpeningBalance,
            Closing = books.Ours.ClosingBalance,
            DealerOpening = books.Theirs?.OpeningBalance,
            DealerClosing = books.Theirs?.ClosingBalance,
            Documents =
            [
                // What is in another currency is a difference and no part of this balance.
                .. books.Ours.Entries.Where(e => e.Currency == books.Ours.Currency)
                    .OrderBy(e => e.Date).ThenBy(e => e.Id, StringComparer.Ordinal)
                    .Select(e => new StatementDocument(e.Date, KindOf(e.Kind), e.Reference, e.Text, e.Amount)),
            ],
            Ageing = new StatementAgeing(
                account.Day,
                [.. account.Bands.Select(band => band.FromDays)],
                [
                    .. account.Result.Open.Select(open => new StatementOpenDocument(
                        open.Entry.Date, KindOf(open.Entry.Kind), open.Entry.Reference, open.Entry.Amount,
                        open.Entry.Amount - open.Amount)),
                ]),
            Matches =
            [
                .. outcomes.MatchesOf(master.Code).Select(m => new StatementMatch(
                    m.OurIds, DateOf(ours, m.OurIds), m.OurAmount, References(theirs, m.TheirIds),
                    DateOf(theirs, m.TheirIds),
                    m.TheirAmount, m.Step, m.Reason)),
            ],
            Differences =
            [
                .. outcomes.BreaksOf(master.Code)
                    .Select(b => DifferenceOf(b, ours, theirs) with { Item = ItemOf(b, seen) })
                    .Select(d => d with { Earlier = AnswerTo(d, earlier, master.Code, period, day) }),
            ],
        };
    }

    // The statement speaks of ours minus theirs, a break of theirs minus ours; what the other month's opening balance
    // holds already moves the closing difference by nothing.
    private static StatementDifference DifferenceOf(
        StoredBreak found, Dictionary<string, BookEntry> ours, Dictionary<string, BookEntry> theirs) => new(
        found.Kind,
        Kinds[Enum.Parse<BreakKind>(found.Kind)],
        found.OurId,
        found.TheirId is { } id ? References(theirs, id) : null,
        AmountOf(ours, found.OurId),
        AmountOf(theirs, found.TheirId),
        -found.Effect,
        found.Cause is { } cause ? NameOf(Enum.Parse<BreakCause>(cause)) : null,
        found.Evidence is { } evidence ? $"{evidence} ({found.Arithmetic})" : found.Arithmetic)
    {
        Item = "",
        CarriedFrom = found.CarriedFrom,
        Nearest = found.Cause is null ? found.Nearest?.Split('\n')[0] : null,
        WrittenOffTo = found.Account,
    };

    private static Bilingual NameOf(BreakCause cause)
    {
        var (chinese, english) = BreakCauseNames.Of(cause);
        return new Bilingual(chinese, english);
    }

    // Two parts of one difference, each with its own cause, have the same lines.
    private static string ItemOf(StoredBreak found, HashSet<string> seen)
    {
        var item = found.Item;
        for (var part = 2; !seen.Add(item); part++)
        {
            item = $"{found.Item}#{part}";
        }

        return item;
    }

    private static EarlierAnswer? AnswerTo(
        StatementDifference found, EarlierAnswers earlier, string dealer, Period period, BusinessDay day) =>
        earlier.Find(dealer, found.Item, found.Amount, period.ToString(), found.CarriedFrom) is { } answer
            ? new EarlierAnswer(
                answer.Number, answer.Answer == Standing.Confirmed, answer.Reason,
                day.Of(answer.AnsweredAt))
            : null;

    private static Dictionary<string, BookEntry> ById(DealerBook? book) =>
        (book?.Entries ?? []).Concat(book?.Carried ?? []).ToDictionary(e => e.Id, StringComparer.Ordinal);

    private static decimal? AmountOf(Dictionary<string, BookEntry> entries, string? ids)
    {
        var found = ids?.Split(' ').Select(entries.GetValueOrDefault).OfType<BookEntry>().ToList();
        return found is { Count: > 0 } ? found.Sum(e => e.Amount) : null;
    }

    private static StatementKind KindOf(EntryKind kind) => kind switch
    {
        EntryKind.Return => StatementKind.Return,
        EntryKind.CreditNote => StatementKind.CreditNote,
        EntryKind.DebitNote => StatementKind.DebitNote,
        EntryKind.Payment => StatementKind.Payment,
        _ => StatementKind.Invoice,
    };

    private static DateOnly DateOf(Dictionary<string, BookEntry> entries, string ids) =>
        ids.Split(' ').Select(id => entries.GetValueOrDefault(id)?.Date).Max() ?? default;

    private static string References(Dictionary<string, BookEntry> entries, string ids) => string.Join(
        ' ', ids.Split(' ').Select(id => entries.GetValueOrDefault(id)?.Reference is { Length: > 0 } reference
            ? reference : id));
}
