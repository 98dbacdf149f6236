using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Loads both books of a chunk's dealers by COPY; memory is bounded by the chunk, not by the month.</summary>
internal static class BookStore
{
    // Months before and after the period that are read as evidence.
    private const int MonthsBefore = 2;
    private const int MonthsAfter = 1;

    public static async Task<IReadOnlyList<DealerBooks>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        CancellationToken cancel)
    {
        await CopyOut.ScopeAsync(transaction, dealers, cancel);
        var from = period.Start.AddMonths(-MonthsBefore);
        var to = period.End.AddMonths(MonthsAfter);
        var books = dealers.ToDictionary(code => code, code => new Draft(code), StringComparer.Ordinal);
        await LoadCurrenciesAsync(transaction, watermark, books, cancel);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("our-opening", ("watermark", watermark), ("start", period.Start)),
            row => books[row.Text()].Opening = row.Decimal(),
            cancel);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("our-book", ("watermark", watermark), ("from", from), ("to", to)),
            row => AddOurs(books[row.Text()], row, period),
            cancel);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("their-book", ("watermark", watermark), ("start", period.Start)),
            row => AddTheirs(books[row.Text()], row),
            cancel);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("invoice-evidence", ("watermark", watermark), ("from", from), ("to", to)),
            row => AddEvidence(books, row),
            cancel);
        return [.. dealers.Select(code => books[code].Build())];
    }

    private static async Task LoadCurrenciesAsync(
        NpgsqlTransaction transaction, long watermark, Dictionary<string, Draft> books, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Code, string Currency)>(
            transaction,
            """
            SELECT d.code, d.currency FROM canonical.dealer d JOIN scope_dealer s USING (code)
             WHERE d.seq <= @watermark AND d.until_seq > @watermark
            """,
            cancel,
            new { watermark });
        foreach (var (code, currency) in rows)
        {
            books[code].Currency = currency;
        }
    }

    private static void AddOurs(Draft book, CopyRow row, Period period)
    {
        var entry = new BookEntry(
            row.Text(), KindOf(row.Text()), row.Text(), row.Date(), row.Decimal(), row.Text(), row.TextOrNull());
        (period.Contains(entry.Date) ? book.Ours : book.Neighbours).Add(entry);
    }

    private static void AddTheirs(Draft book, CopyRow row)
    {
        book.TheirCurrency = row.Text();
        book.TheirOpening = row.Decimal();
        book.TheirClosing = row.Decimal();

        // A ledger in which nothing moved comes as one row without a line; every column is read all the same, because
        // COPY knows no skipping to the next row.
        var (position, kind, reference) = (row.TextOrNull(), row.TextOrNull(), row.Text());
        var (date, amount, text) = (row.DateOrNull(), row.DecimalOrNull(), row.TextOrNull());
        if (position is not null)
        {
            book.Theirs.Add(new BookEntry(
                position, KindOf(kind), reference, date!.Value, amount!.Value, book.TheirCurrency, text));
        }
    }

    private static void AddEvidence(Dictionary<string, Draft> books, CopyRow row)
    {
        var book = books[row.Text()];
        var number = row.Text();
        book.Evidence[number] = new InvoiceEvidence(
            number, row.TextOrNull(), row.DateOrNull(), row.DateOrNull(), row.TextOrNull(), row.DecimalOrNull(),
            row.DecimalOrNull());
    }

    private static EntryKind KindOf(string? kind) => kind switch
    {
        "invoice" => EntryKind.Invoice,
        "return" => EntryKind.Return,
        "credit_note" => EntryKind.CreditNote,
        "debit_note" => EntryKind.DebitNote,
        "payment" => EntryKind.Payment,
        _ => EntryKind.Other,
    };

    private sealed class Draft(string dealer)
    {
        public string? Currency { get; set; }

        public decimal Opening { get; set; }

        public string? TheirCurrency { get; set; }

        public decimal TheirOpening { get; set; }

        public decimal TheirClosing { get; set; }

        public List<BookEntry> Ours { get; } = [];

        public List<BookEntry> Neighbours { get; } = [];

        public List<BookEntry> Theirs { get; } = [];

        public Dictionary<string, InvoiceEvidence> Evidence { get; } = new(StringComparer.Ordinal);

        public DealerBooks Build()
        {
            var currency = Currency ?? Ours.Select(e => e.Currency).FirstOrDefault() ?? TheirCurrency ?? "";
            var closing = Opening + Ours.Where(e => e.Currency == currency).Sum(e => e.Amount);
            return new DealerBooks(
                new DealerBook(dealer, currency, Opening, closing, Ours, Neighbours),
                TheirCurrency is null ? null
                    : new DealerBook(dealer, TheirCurrency, TheirOpening, TheirClosing, Theirs, []),
                Evidence);
        }
    }
}
