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

    private static readonly Dictionary<BreakCause, Bilingual> Causes = new()
    {
        [BreakCause.WrittenOff] = new("已核销", "Written off"),
        [BreakCause.InTransitAtCutOff] = new("截止日在途", "In transit at cut-off"),
        [BreakCause.OtherPeriod] = new("跨期入账", "Booked in another period"),
        [BreakCause.WrongDealer] = new("户头错误", "Booked on another dealer"),
        [BreakCause.Currency] = new("币种差异", "Another currency"),
        [BreakCause.UnitOfMeasure] = new("计量单位差异", "Unit of measure"),
        [BreakCause.Discount] = new("折扣或促销差异", "Discount or promotion"),
        [BreakCause.UnknownProduct] = new("未知商品", "Unknown product"),
        [BreakCause.Amount] = new("金额差异", "Amount"),
        [BreakCause.Deduction] = new("贵方抵扣", "Deducted by you"),
        [BreakCause.Quantity] = new("数量差异", "Quantity"),
        [BreakCause.UnitPrice] = new("单价差异", "Unit price"),
        [BreakCause.RoundingOrTax] = new("尾差或税差", "Rounding or tax"),
        [BreakCause.Duplicate] = new("重复入账", "Booked twice"),
        [BreakCause.NotBookedByDealer] = new("贵方未入账", "Not booked by you"),
        [BreakCause.NotBookedByUs] = new("我方未入账", "Not booked by us"),
    };

    public static DealerStatement Dealer(
        DealerBooks books, ReconciledDealers outcomes, EarlierAnswers earlier, MasterDealer master, string principal,
        Period period, DateOnly issued, BusinessDay day)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ours = books.Ours.Entries.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var theirs = (books.Theirs?.Entries ?? []).ToDictionary(e => e.Id, StringComparer.Ordinal);
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
                .. books.Ours.Entries.OrderBy(e => e.Date).ThenBy(e => e.Id, StringComparer.Ordinal)
                    .Select(e => new StatementDocument(e.Date, KindOf(e.Kind), e.Reference, e.Text, e.Amount)),
            ],
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
        found.Cause is { } cause ? Causes[Enum.Parse<BreakCause>(cause)] : null,
        found.Evidence is { } evidence ? $"{evidence} ({found.Arithmetic})" : found.Arithmetic)
    {
        Item = "",
    };

    // Two parts of one difference, each with its own cause, have the same lines.
    private static string ItemOf(StoredBreak found, HashSet<string> seen)
    {
        var item = $"{found.OurId}|{found.TheirId}";
        for (var part = 2; !seen.Add(item); part++)
        {
            item = $"{found.OurId}|{found.TheirId}#{part}";
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
