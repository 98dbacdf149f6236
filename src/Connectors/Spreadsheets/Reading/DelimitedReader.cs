using System.Text;
using CsvHelper;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads delimited text; every cell is text. Rows are numbered by record, as a spreadsheet shows them. Broken quoting
/// refuses the file: an unclosed quote would swallow the rows behind it in silence.
/// </summary>
internal sealed class DelimitedReader(GateLimits? limits = null) : IWorkbookReader
{
    public const string SheetName = "CSV";

    public GridResult Read(byte[] content)
    {
        var text = CsvText.Utf8(content)
            ?? throw new ArgumentException("The gate lets no file of an unknown encoding through.", nameof(content));
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            Separator = Separator(text.Span),
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        try
        {
            var budget = new ReadingBudget(limits ?? GateLimits.Default);
            budget.Characters(Encoding.UTF8.GetCharCount(text.Span));
            return new GridResult([Sheet(text, options, budget)]);
        }
        catch (FileRefusedException e)
        {
            return new GridResult([], e.Refusal);
        }
        catch (CsvFormatException e)
        {
            return new GridResult([], Refusals.Unreadable($"CSV: {e.Message}"));
        }
    }

    private static SheetGrid Sheet(ReadOnlyMemory<byte> text, CsvReaderOptions options, ReadingBudget budget)
    {
        var ends = new CsvSurvey(SheetGrid.EdgeRows, SheetGrid.EdgeCells);
        using (var reader = CsvReader.Create(text, options))
        {
            while (reader.Read())
            {
                budget.Cells(reader.FieldCount);
                ends.Add(reader);
            }
        }

        var room = SheetGrid.EdgeCells;
        var head = Rows(text, options, first: 1).Take(SheetGrid.EdgeRows)
            .TakeWhile(row => (room -= row.Cells.Count) >= 0).ToList();
        var shown = head.Count == 0 ? 0 : head[^1].Number;
        var (number, start) = ends.Tail();
        return new SheetGrid(SheetName, Hidden: false, Rows(text, options, first: 1))
        {
            Head = head,
            Tail = start < 0 ? [] : [.. Rows(text[start..], options, number).Where(r => r.Number > shown)],
            RowCount = ends.Rows,
            CellCount = ends.Cells,
        };
    }

    private static IEnumerable<GridRow> Rows(ReadOnlyMemory<byte> text, CsvReaderOptions options, int first)
    {
        using var reader = CsvReader.Create(text, options);
        for (var number = first; reader.Read(); number++)
        {
            var cells = Cells(number, reader);
            if (cells.Count > 0)
            {
                yield return new GridRow(number, Hidden: false, cells);
            }
        }
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
    private static char Separator(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, 4_000)];
        return head.Count((byte)'\t') > head.Count((byte)',') ? '\t'
            : head.Count((byte)';') > head.Count((byte)',') ? ';'
            : ',';
    }
}
