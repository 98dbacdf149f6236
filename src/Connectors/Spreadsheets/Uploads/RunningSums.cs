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

    private readonly TableColumn[] columns = [.. table.Columns.Where(c => c.Definition.Total)];
    private readonly decimal[] total = new decimal[table.Columns.Count];
    private readonly decimal[] sinceSubtotal = new decimal[table.Columns.Count];

    public List<ControlSum> Controls { get; } = [];

    public void Add(GridRow row)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (row.At(columns[i].Column) is { } cell && ValueReader.TryNumber(cell, out var number))
            {
                total[i] += number;
                sinceSubtotal[i] += number;
            }
        }
    }

    public void Compare(GridRow row, bool subtotal)
    {
        var computed = subtotal ? sinceSubtotal : total;
        for (var i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            if (row.At(column.Column) is { } cell && ValueReader.TryNumber(cell, out var stated))
            {
                var sum = new ControlSum(
                    column.Heading, table.Sheet.Name, row.Number, column.Column, stated, computed[i]);
                if (Controls.Count < (sum.Agrees ? MostThatAgree : Most))
                {
                    Controls.Add(sum);
                }
            }
        }

        if (subtotal)
        {
            Array.Clear(sinceSubtotal);
        }
    }
}
