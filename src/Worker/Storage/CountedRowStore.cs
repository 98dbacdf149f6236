using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Reconciliation.Stock;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Counts of a stock list, laid aside while the file is read (库存行暂存): a count is judged beside the others of its
/// product, which stand anywhere in a file that may be too long to be held.
/// </summary>
internal sealed class CountedRowStore(NpgsqlTransaction transaction)
{
    private const int RowsAtOnce = 5_000;

    private static readonly DatasetSpec Stock = Datasets.Stock;

    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Text, NpgsqlDbType.Date, NpgsqlDbType.Numeric, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Bigint,
    ];

    /// <summary>Makes room; what stood there of another file is gone.</summary>
    public Task BeginAsync(CancellationToken cancel) => Sql.ExecuteAsync(
        transaction,
        """
        DROP TABLE IF EXISTS counted_row, counted_before;
        CREATE TEMP TABLE counted_row (product text NOT NULL, day date NOT NULL, on_hand numeric NOT NULL, unit text,
                                       key text NOT NULL, sheet text, row_no bigint) ON COMMIT DROP
        """,
        cancel);

    public Task AddAsync(IReadOnlyList<MappedDocument> documents, CancellationToken cancel) => BulkCopy.SendAsync(
        transaction,
        "counted_row (product, day, on_hand, unit, key, sheet, row_no)",
        Types,
        documents.Select(d => new[]
        {
            Value(d, "product_code"), Value(d, "as_of"), Value(d, "on_hand"), Value(d, "unit"), d.Key, d.Place.Sheet,
            d.Place.Row,
        }),
        cancel);

    /// <summary>The counts that follow one that was known at a watermark, part by part.</summary>
    public async IAsyncEnumerable<IReadOnlyList<FollowingCount>> FollowingAsync(
        string dealer, string fileName, long watermark)
    {
        // A short list must not be planned as if it were a long one, nor the other way round.
        await Sql.ExecuteAsync(transaction, "ANALYZE counted_row", CancellationToken.None);
        await Sql.ExecuteAsync(
            transaction, Sql.Query("counted-before"), CancellationToken.None, new { dealer, watermark });
        await Sql.ExecuteAsync(
            transaction, "CREATE INDEX ON counted_before (no); ANALYZE counted_before", CancellationToken.None);
        for (var from = 0L; ; from += RowsAtOnce)
        {
            var rows = await Sql.QueryAsync<Row>(
                transaction,
                """
                SELECT product, day, on_hand AS onHand, unit, key, sheet, row_no AS rowNo, as_of AS asOf,
                       before_on_hand AS beforeOnHand, before_unit AS beforeUnit
                  FROM counted_before WHERE no > @from AND no <= @to ORDER BY no
                """,
                CancellationToken.None,
                new { from, to = from + RowsAtOnce });
            if (rows.Count == 0)
            {
                yield break;
            }

            yield return [.. rows.Select(r => r.ToCount(fileName))];
        }
    }

    private static object? Value(MappedDocument document, string field) => document.Values[Stock.IndexOf(field)];

    private sealed record Row
    {
        public required string Product { get; init; }

        public required DateOnly Day { get; init; }

        public required decimal OnHand { get; init; }

        public string? Unit { get; init; }

        public required string Key { get; init; }

        public string? Sheet { get; init; }

        public long? RowNo { get; init; }

        public required DateOnly AsOf { get; init; }

        public required decimal BeforeOnHand { get; init; }

        public string? BeforeUnit { get; init; }

        public FollowingCount ToCount(string fileName) => new(
            new MappedDocument(Key, [], [], new Place(fileName, Sheet, RowNo)), new CountedOn(Product, Day), OnHand,
            Unit, new EarlierCount(AsOf, BeforeOnHand, BeforeUnit));
    }
}

/// <summary>A count of a file, and the last one of the product that was known before (前后两次盘点).</summary>
/// <param name="Document">Key and place of its row.</param>
internal sealed record FollowingCount(
    MappedDocument Document, CountedOn On, decimal OnHand, string? Unit, EarlierCount Before);
