using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Tells quantity, price and amount apart by what they do (数量 × 单价 = 金额): one column is the product of two others in
/// every row. Of those two, the quantity is the one that the total row adds up; a price is never added up. Which of two
/// factors is which cannot be told from the product alone.
/// </summary>
internal sealed class AmountIdentity(
    UploadDefinition definition, DatasetSpec spec, TableSample sample)
{
    private const string Price = "unit_price";
    private const decimal Proven = 0.9m;
    private const decimal Factor = 0.5m;
    private const decimal Largest = 1e12m;
    private const decimal HalfCent = 0.005m;
    private const int MostColumns = 8;

    /// <summary>The columns that are products of two others: they are amounts, neither quantity nor price.</summary>
    public IReadOnlySet<int> Amounts { get; private set; } = new HashSet<int>();

    /// <param name="columns">All columns that may be one of the three.</param>
    public IEnumerable<FieldGuess> Of(IReadOnlyList<HeadedColumn> columns)
    {
        var quantity = definition.Columns.FirstOrDefault(c => c.Value is { Required: true, Total: true }
            && c.Key != "amount" && spec.TypeOf(c.Key) == FieldType.Decimal).Key;
        var numbers = columns.Where(c => sample.Column(c.Column).AreNumbers).ToList();
        if (quantity is null || numbers.Count is < 3 or > MostColumns || Triples(numbers) is not [var found])
        {
            return [];
        }

        Amounts = new HashSet<int> { found.Product.Column };
        var (first, second) = (Adds(found.A), Adds(found.B));
        var why = new Bilingual(
            $"与另一列相乘等于 {found.Product.Letter} 列“{found.Product.Text}”",
            $"multiplied by another column it gives column {found.Product.Letter} '{found.Product.Text}'");
        if (first == second)
        {
            return [.. Both(found.A, Factor, why), .. Both(found.B, Factor, why)];
        }

        var (goods, price) = first ? (found.A, found.B) : (found.B, found.A);
        var summed = new Bilingual($"{why.Chinese}，并由合计行汇总", $"{why.English}, and the total row adds it up");
        return [.. One(goods, quantity, Proven, summed), .. One(price, Price, Proven, why)];

        IEnumerable<FieldGuess> Both(HeadedColumn column, decimal confidence, Bilingual reason) =>
            [.. One(column, quantity, confidence, reason), .. One(column, Price, confidence, reason)];

        IEnumerable<FieldGuess> One(HeadedColumn column, string field, decimal confidence, Bilingual reason) =>
            definition.Columns.ContainsKey(field) ? [new FieldGuess(column, field, 0, confidence, reason)] : [];
    }

    private List<Triple> Triples(List<HeadedColumn> columns) =>
    [
        .. from product in columns
           from a in columns
           from b in columns
           where a.Column < b.Column && a != product && b != product && Holds(a, b, product)
           select new Triple(a, b, product),
    ];

    private bool Holds(HeadedColumn a, HeadedColumn b, HeadedColumn product)
    {
        var telling = 0;
        foreach (var row in sample.Rows)
        {
            if (Number(row, a) is not { } x || Number(row, b) is not { } y || Number(row, product) is not { } z)
            {
                continue;
            }

            if (Math.Abs(x) > Largest || Math.Abs(y) > Largest || Math.Abs((x * y) - z) > HalfCent)
            {
                return false;
            }

            // 1 × 5 = 5 and 0 × 5 = 0 hold for other reasons as well.
            telling += Math.Abs(x) != 1 && Math.Abs(y) != 1 && z != 0 ? 1 : 0;
        }

        return telling >= 3;
    }

    /// <summary>Whether the last total row states the sum of the column.</summary>
    private bool Adds(HeadedColumn column) => sample.Totals.Count > 0
        && Number(sample.Totals[^1], column) is { } stated
        && stated == sample.Rows.Sum(r => Number(r, column) ?? 0);

    private static decimal? Number(GridRow row, HeadedColumn column) =>
        row.At(column.Column) is { } cell && ValueReader.TryNumber(cell, out var number) ? number : null;

    private sealed record Triple(HeadedColumn A, HeadedColumn B, HeadedColumn Product);
}
