using CsvHelper;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads delimited text; every cell is text. Rows are numbered by record, as a spreadsheet shows them. Broken quoting
/// refuses the file: an unclosed quote would swallow the rows behind it in silence.
/// </summary>
internal sealed class DelimitedReader : IWorkbookReader
{
    public const string SheetName = "CSV";

    public GridResult Read(byte[] content)
    {
        var text = CsvText.Decode(content)
            ?? throw new ArgumentException("The gate lets no file of an unknown encoding through.", nameof(content));
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            Separator = Separator(text),
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        try
        {
            return new GridResult([new SheetGrid(SheetName, Hidden: false, Rows(text, options))]);
        }
        catch (CsvFormatException e)
        {
            return new GridResult([], Refusals.Unreadable($"CSV: {e.Message}"));
        }
    }

    private static List<GridRow> Rows(string text, CsvReaderOptions options)
    {
        using var reader = CsvReader.FromText(text, options);
        var rows = new List<GridRow>();
        for (var number = 1; reader.Read(); number++)
        {
            var cells = Cells(number, reader);
            if (cells.Count > 0)
            {
                rows.Add(new GridRow(number, Hidden: false, cells));
            }
        }

        return rows;
    }

    private static List<GridCell> Cells(int row, CsvReader reader)
    {
        var cells = new List<GridCell>(reader.FieldCount);
        for (var i = 0; i < reader.FieldCount; i++)
        {
            var value = reader.GetString(i);
            if (!string.IsNullOrWhiteSpace(value))
            {
                cells.Add(new GridCell(row, i + 1, value, CellKind.Text));
            }
        }

        return cells;
    }

    // The most frequent of the usual ones in the first lines; a comma inside an amount is rarer than the real one.
    private static char Separator(string text)
    {
        var head = text.AsSpan(0, Math.Min(text.Length, 4_000));
        return head.Count('\t') > head.Count(',') ? '\t' : head.Count(';') > head.Count(',') ? ';' : ',';
    }
}
