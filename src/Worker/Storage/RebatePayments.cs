using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Clearing;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// What was paid on which invoice (回款核销), by clearing the whole book of each dealer: first what a payment names, then
/// the oldest. A credit note that clears an invoice is no payment.
/// </summary>
internal static class RebatePayments
{
    public static async Task LoadAsync(
        NpgsqlTransaction transaction, SettleScope scope, SalesDrafts drafts, PolicyNeeds needs,
        CancellationToken cancel)
    {
        var books = new Dictionary<int, List<BookEntry>>();
        await scope.ReadAsync(
            transaction, "rebate-payments", needs.First, needs.Last,
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
        var paid = new List<(int No, string Number)>();
        foreach (var (no, book) in books)
        {
            var cleared = PaymentClearing.Clear(book, DateOnly.MaxValue, [], AgeBand.Usual).Clearances
                .Where(c => c.Payment.Kind == EntryKind.Payment && c.Document.Kind != EntryKind.Payment)
                .ToList();
            foreach (var currency in cleared.GroupBy(c => c.Payment.Currency))
            {
                drafts.AddPayments(
                    no, currency.Key, currency.Select(c => new InvoicePaid(c.Document.Id, c.Payment.Date, c.Amount)));
            }

            paid.AddRange(cleared
                .Where(c => c.Document.Date < needs.First
                    && c.Payment.Date >= needs.First && c.Payment.Date <= needs.Last)
                .Select(c => (no, c.Document.Id)).Distinct());
        }

        if (needs.PaidInvoices && paid.Count > 0)
        {
            await LoadPaidAsync(transaction, scope, drafts, needs, paid, cancel);
        }
    }

    private static async Task LoadPaidAsync(
        NpgsqlTransaction transaction, SettleScope scope, SalesDrafts drafts, PolicyNeeds needs,
        List<(int No, string Number)> paid, CancellationToken cancel)
    {
        await Sql.ExecuteAsync(
            transaction,
            """
            DROP TABLE IF EXISTS settle_paid;
            CREATE TEMP TABLE settle_paid ON COMMIT DROP AS
            SELECT no, number FROM unnest(@nos, @numbers) AS u (no, number);
            ANALYZE settle_paid;
            """,
            cancel,
            new { nos = paid.Select(p => p.No).ToArray(), numbers = paid.Select(p => p.Number).ToArray() });
        await scope.ReadAsync(
            transaction, "rebate-paid-invoices", needs.First, needs.Last,
            row => drafts.AddLine(row, SalesKind.Invoiced), cancel);
    }
}
