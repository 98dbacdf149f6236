using DealerIntegration.Domain.Rebates;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Reads what rebates are computed on (结算取数): of the dealers in scope, what the policies need and no more.
/// </summary>
internal static class RebateInputStore
{
    public static async Task<RebateInput> LoadAsync(
        NpgsqlTransaction transaction, SettleScope scope, PolicyNeeds needs, TimeZoneInfo zone,
        CancellationToken cancel)
    {
        var drafts = new SalesDrafts(scope, await ProductsAsync(transaction, scope.Watermark, cancel));
        foreach (var document in needs.Documents.Order())
        {
            var (query, into) = document switch
            {
                BasisDocument.Ordered => ("rebate-ordered", SalesKind.Ordered),
                BasisDocument.Shipped => ("rebate-shipped", SalesKind.Shipped),
                _ => ("rebate-invoiced", SalesKind.Invoiced),
            };
            await ReadLinesAsync(query, into);
        }

        if (needs.Payments || needs.PaidInvoices)
        {
            await RebatePayments.LoadAsync(transaction, scope, drafts, needs, cancel);
        }

        if (needs.SellThrough)
        {
            await ReadLinesAsync("rebate-sell-through", SalesKind.SellThrough);
        }

        if (needs.MovedVolume)
        {
            await ReadLinesAsync("rebate-moved", SalesKind.Moved);
        }

        if (needs.Activations)
        {
            await scope.ReadAsync(
                transaction, "rebate-activations", needs.First, needs.Last,
                row => drafts.AddActivation(row, needs, zone), cancel);
        }

        if (needs.Stock)
        {
            await scope.ReadAsync(
                transaction, "rebate-stock", needs.First, needs.Last, drafts.AddStock, cancel);
        }

        var rulings = needs.Rulings ? await RulingStore.ConfirmedAsync(transaction, scope, needs, cancel) : [];
        return new RebateInput(drafts.Build(), rulings);

        Task ReadLinesAsync(string query, SalesKind into) => scope.ReadAsync(
            transaction, query, needs.First, needs.Last, row => drafts.AddLine(row, into), cancel);
    }

    private static async Task<IReadOnlyDictionary<string, ProductFacts>> ProductsAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var products = new Dictionary<string, ProductFacts>(StringComparer.Ordinal);
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("rebate-products", ("watermark", watermark)),
            row =>
            {
                var product = new ProductFacts(row.Text(), row.TextOrNull(), row.TextOrNull());
                products[product.Code] = product;
            },
            cancel);
        return products;
    }
}
