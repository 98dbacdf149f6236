using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Clearing;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Hands the calculation what was paid on which invoice (回款核销).</summary>
internal static class RebatePayments
{
    public static async Task LoadAsync(
        NpgsqlTransaction transaction, SettleScope scope, SalesDrafts drafts, PolicyNeeds needs,
        CancellationToken cancel)
    {
        var parts = await PaidParts.ReadAsync(transaction, scope, cancel);
        foreach (var book in parts.GroupBy(p => (p.No, p.Currency)))
        {
            drafts.AddPayments(
                book.Key.No, book.Key.Currency, book.Select(p => new InvoicePaid(p.Invoice, p.PaymentDate, p.Amount)));
        }

        var paid = parts
            .Where(p => p.InvoiceDate < needs.First && p.PaymentDate >= needs.First && p.PaymentDate <= needs.Last)
            .Select(p => (p.No, p.Invoice)).Distinct().ToList();
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
