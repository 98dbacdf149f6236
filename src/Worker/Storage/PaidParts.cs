using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Clearing;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What a payment pays of an invoice (回款核销).</summary>
/// <param name="No">The dealer's number in the scope.</param>
/// <param name="Amount">With tax; positive.</param>
internal sealed record PaidPart(
    int No, string Invoice, DateOnly InvoiceDate, string Payment, DateOnly PaymentDate, string Currency,
    decimal Amount);

/// <summary>
/// What was paid on which invoice, by clearing the whole book of each dealer: first what a payment names, then the
/// oldest. A credit note that clears an invoice is no payment.
/// </summary>
internal static class PaidParts
{
    /// <summary>What is known of the dealers in scope as of its watermark, dealer by dealer.</summary>
    public static async Task<IReadOnlyList<PaidPart>> ReadAsync(
        NpgsqlTransaction transaction, SettleScope scope, CancellationToken cancel)
    {
        var books = new SortedDictionary<int, List<BookEntry>>();
        await scope.ReadAsync(
            transaction, "rebate-payments", DateOnly.MinValue, DateOnly.MaxValue,
            row =>
            {
                var no = row.Int();
                if (!books.TryGetValue(no, out var book))
                {
                    books.Add(no, book = []);
                }

                var (kind, number, reference) = (BookScope.KindOf(row.Int()), row.Text(), row.TextOrNull());
                book.Add(new BookEntry(
                    number, kind, reference ?? number, row.Date(), row.Decimal(), row.Text(), row.TextOrNull()));
            },
            cancel);
        return [.. books.SelectMany(book => Cleared(book.Key, book.Value))];
    }

    /// <summary>What is paid otherwise now than then, by invoice and payment: more above 0, less below.</summary>
    public static IReadOnlyList<PaidPart> Changes(IEnumerable<PaidPart> then, IEnumerable<PaidPart> now) =>
    [
        .. then.Select(part => part with { Amount = -part.Amount }).Concat(now)
            .GroupBy(part => part with { Amount = 0m })
            .Select(parts => parts.Key with { Amount = parts.Sum(part => part.Amount) })
            .Where(part => part.Amount != 0m),
    ];

    private static IEnumerable<PaidPart> Cleared(int no, List<BookEntry> book) =>
        PaymentClearing.Clear(book, DateOnly.MaxValue, [], AgeBand.Usual).Clearances
            .Where(c => c.Payment.Kind == EntryKind.Payment && c.Document.Kind != EntryKind.Payment)
            .Select(c => new PaidPart(
                no, c.Document.Id, c.Document.Date, c.Payment.Id, c.Payment.Date, c.Payment.Currency, c.Amount));
}
