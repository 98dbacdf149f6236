using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Counts of a stock list that is too long to be held (库存行暂存): laid aside while the file is read, and given back product
/// by product, because a count is judged beside the others of its product.
/// </summary>
internal sealed class CountedRowStore(NpgsqlTransaction transaction)
{
    private const int ProductsAtOnce = 2_000;

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
        DROP TABLE IF EXISTS counted_row;
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

    /// <summary>All rows of some products at a time, each row as the document it came from.</summary>
    public async IAsyncEnumerable<IReadOnlyList<MappedDocument>> ByProductAsync(string fileName)
    {
        await Sql.ExecuteAsync(
            transaction, "CREATE INDEX ON counted_row (product); ANALYZE counted_row", CancellationToken.None);
        for (var last = ""; ;)
        {
            var rows = await Sql.QueryAsync<Row>(
                transaction,
                """
                SELECT product, day, on_hand AS onHand, unit, key, sheet, row_no AS rowNo FROM counted_row
                 WHERE product IN (SELECT DISTINCT product FROM counted_row WHERE product > @last
                                    ORDER BY product LIMIT @most)
                 ORDER BY product, row_no
                """,
                CancellationToken.None,
                new { last, most = ProductsAtOnce });
            if (rows.Count == 0)
            {
                yield break;
            }

            yield return [.. rows.Select(r => r.ToDocument(fileName))];
            last = rows[^1].Product;
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

        public MappedDocument ToDocument(string fileName)
        {
            var values = new object?[Stock.Fields.Count];
            values[Stock.IndexOf("product_code")] = Product;
            values[Stock.IndexOf("as_of")] = Day;
            values[Stock.IndexOf("on_hand")] = OnHand;
            values[Stock.IndexOf("unit")] = Unit;
            return new MappedDocument(Key, values, [], new Place(fileName, Sheet, RowNo));
        }
    }
}
