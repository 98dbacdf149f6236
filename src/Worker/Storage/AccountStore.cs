using DealerIntegration.Domain.Reconciliation;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Reads all that the dealers of a chunk were ever charged and paid (往来明细).</summary>
internal static class AccountStore
{
    /// <returns>By dealer, every document up to the period's last day, in all currencies and in no order.</returns>
    public static async Task<ILookup<string, BookEntry>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel)
    {
        var entries = new List<(string Dealer, BookEntry Entry)>();
        await scope.ReadAsync(
            transaction,
            "our-account",
            row =>
            {
                var dealer = row.Int();
                entries.Add((scope.Dealers[dealer - 1], scope.OurEntry(dealer, row)));
            },
            cancel);
        return entries.ToLookup(e => e.Dealer, e => e.Entry, StringComparer.Ordinal);
    }
}
