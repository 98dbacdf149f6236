using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The dealers of a chunk as a temporary table <c>book_scope</c>, by a number that every row read carries instead of
/// the dealer's code, and what the queries of a reconciliation are bound to.
/// </summary>
internal sealed record BookScope(
    IReadOnlyList<string> Dealers, IReadOnlyList<string?> Currencies, Period Period, long Watermark, long? Settled)
{
    // Months before and after the period that are read as evidence.
    private const int MonthsBefore = 2;
    private const int MonthsAfter = 1;

    /// <summary>The last day on which a document is still looked at, as evidence.</summary>
    public DateOnly LastDay => Period.End.AddMonths(MonthsAfter);

    /// <param name="transaction">The table is dropped with it.</param>
    /// <param name="dealers">Codes of the dealers.</param>
    /// <param name="period">The period to reconcile.</param>
    /// <param name="watermark">What is known.</param>
    /// <param name="settled">What was known when the period before was closed; null: it is open.</param>
    /// <param name="cancel">Stops waiting.</param>
    public static async Task<BookScope> MakeAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark, long? settled,
        CancellationToken cancel)
    {
        var beside = Enumerable.Range(-MonthsBefore, MonthsBefore + MonthsAfter + 1).Where(m => m != 0)
            .Select(m => Period.Of(period.Start.AddMonths(m)).ToString()).ToArray();
        var currencies = await Sql.QueryAsync<string?>(
            transaction,
            """
            DROP TABLE IF EXISTS book_scope;
            CREATE TEMP TABLE book_scope ON COMMIT DROP AS
            SELECT u.no::int AS no, u.code, @period AS period, @beside AS beside, d.currency
              FROM unnest(@dealers) WITH ORDINALITY AS u (code, no)
              LEFT JOIN (SELECT DISTINCT ON (code) code, currency FROM canonical.dealer
                          WHERE seq <= @watermark AND until_seq > @watermark ORDER BY code, seq DESC) d
                ON d.code = u.code;
            ANALYZE book_scope;
            SELECT currency FROM book_scope ORDER BY no
            """,
            cancel,
            new { dealers = dealers.ToArray(), period = period.ToString(), beside, watermark });
        return new BookScope(dealers, currencies, period, watermark, settled);
    }

    public Task<long> ReadAsync(
        NpgsqlTransaction transaction, string query, Action<CopyRow> row, CancellationToken cancel) =>
        CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind(
                query,
                ("watermark", Watermark),
                ("settled", Settled ?? Watermark),
                ("start", Period.Start),
                ("end", Period.End),
                ("from", Period.Start.AddMonths(-MonthsBefore)),
                ("to", LastDay)),
            row,
            cancel);

    /// <summary>The rest of a row of ours after the dealer's number.</summary>
    public BookEntry OurEntry(int dealer, CopyRow row)
    {
        var (kind, number, reference) = (KindOf(row.Int()), row.Text(), row.TextOrNull());
        var (date, amount) = (row.Date(), row.Decimal());
        return new BookEntry(
            number, kind, reference ?? number, date, amount, row.TextOrNull() ?? Currencies[dealer - 1] ?? "",
            row.TextOrNull());
    }

    /// <summary>The rest of a row of theirs; its currency is the ledger's.</summary>
    public static BookEntry TheirEntry(CopyRow row, string currency)
    {
        var (kind, position, reference) = (KindOf(row.IntOrNull()), row.Text(), row.TextOrNull());
        return new BookEntry(position, kind, reference ?? "", row.Date(), row.Decimal(), currency, row.TextOrNull());
    }

    // The first letter tells the kinds apart and costs no string a row.
    public static EntryKind KindOf(int? letter) => letter switch
    {
        'i' => EntryKind.Invoice,
        'r' => EntryKind.Return,
        'c' => EntryKind.CreditNote,
        'd' => EntryKind.DebitNote,
        'p' => EntryKind.Payment,
        _ => EntryKind.Other,
    };
}
