using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Adds up the columns of a table as its author's SUM would, and compares them with the total rows (控制合计). A
/// subtotal covers the rows since the last one, a total all rows above it.
/// </summary>
internal sealed class RunningSums(TableLayout table)
{
    // A subtotal for each customer of a large file: those that agree need no line each.
    private const int MostThatAgree = 1_000;
    private const int Most = 10_000;

    private readonly List<TableColumn> columns = [.. table.Columns.Where(c => c.Definition.Total)];
    private readonly Dictionary<int, decimal> total = [];
    private readonly Dictionary<int, decimal> sinceSubtotal = [];

    public List<ControlSum> Controls { get; } = [];

    public void Add(GridRow row)
    {
        foreach (var column in columns)
        {
            if (row.At(column.Column) is { } cell && ValueReader.TryNumber(cell, out var number))
            {
                total[column.Column] = total.GetValueOrDefault(column.Column) + number;
                sinceSubtotal[column.Column] = sinceSubtotal.GetValueOrDefault(column.Column) + number;
            }
        }
    }

    public void Compare(GridRow row, bool subtotal)
    {
        var computed = subtotal ? sinceSubtotal : total;
        foreach (var column in columns)
        {
            if (row.At(column.Column) is { } cell && ValueReader.TryNumber(cell, out var stated))
            {
                var sum = new ControlSum(
                    column.Heading, table.Sheet.Name, row.Number, column.Column, stated,
                    computed.GetValueOrDefault(column.Column));
                if (Controls.Count < (sum.Agrees ? MostThatAgree : Most))
                {
                    Controls.Add(sum);
                }
            }
        }

        if (subtotal)
        {
            sinceSubtotal.Clear();
        }
    }
}
