using DealerIntegration.Domain.Diversion;
using DealerIntegration.Worker.Pipelines.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Codes that left the warehouse, as an index of one partition.</summary>
internal static class CodeStore
{
    public static async Task<CodeIndex> LoadAsync(
        NpgsqlTransaction transaction, CodePartition partition, long watermark, CancellationToken cancel)
    {
        var index = new CodeIndex();
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind(
                "code-bindings",
                ("watermark", watermark), ("partitions", partition.Partitions), ("partition", partition.Partition)),
            row => index.Add(new CodeBinding(
                row.Text(), row.TextOrNull(), LevelOf(row.Text()), row.Text(), row.Text(), row.Text(), row.Instant())),
            cancel);
        return index;
    }

    /// <summary>Items shipped to each dealer, by product.</summary>
    public static async Task<IReadOnlyDictionary<(string Dealer, string Product), long>> ShippedItemsAsync(
        NpgsqlTransaction transaction, long watermark, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Dealer, string Product, long Items)>(
            transaction,
            """
            SELECT dealer_code, product_code, count(*) FROM canonical.trace_code
             WHERE level = 'item' AND seq <= @watermark AND until_seq > @watermark
             GROUP BY dealer_code, product_code
            """,
            cancel,
            new { watermark });
        return rows.ToDictionary(r => (r.Dealer, r.Product), r => r.Items);
    }

    private static CodeLevel LevelOf(string level) => level switch
    {
        "pallet" => CodeLevel.Pallet,
        "carton" => CodeLevel.Carton,
        _ => CodeLevel.Item,
    };
}
