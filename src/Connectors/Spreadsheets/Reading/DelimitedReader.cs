using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads delimited text; every cell is text, so that leading zeros and long codes stay what they are. Rows are numbered
/// by record, as a spreadsheet shows them. Broken quoting refuses the file: an unclosed quote would swallow the rows
/// behind it in silence.
/// </summary>
internal sealed class DelimitedReader(GateLimits? limits = null) : IWorkbookReader
{
    public const string SheetName = "CSV";

    private const int SniffedCharacters = 65_536;

    public GridResult Read(byte[] content)
    {
        try
        {
            return new GridResult([Sheet(content, new ReadingBudget(limits ?? GateLimits.Default))]);
        }
        catch (FileRefusedException e)
        {
            return new GridResult([], e.Refusal);
        }
        catch (DelimitedException e)
        {
            return new GridResult([], e.Finding);
        }
        catch (DecoderFallbackException e)
        {
            return new GridResult([], Refusals.Unreadable($"CSV: {e.Message}"));
        }
    }

    /// <summary>The rows one by one; at most one record is held.</summary>
    /// <exception cref="DelimitedException">The text is broken; raised when the place is reached.</exception>
    public static IEnumerable<GridRow> Rows(byte[] content)
    {
        var found = CsvText.Detect(content);
        var encoding = found.Encoding ?? throw new DelimitedException(found.Refusal!);
        var shape = ShapeOf(content, encoding, found.Mark);
        using var text = Open(content, encoding, found.Mark);
        if (shape.Declared)
        {
            text.ReadLine();
        }

        var records = new DelimitedRecords(text, shape.Separator, shape.Quote);
        for (var number = 1; records.Next() is { } values; number++)
        {
            if (RowOf(number, values, shape.Width) is { } row)
            {
                yield return row;
            }
        }
    }

    // Once through all of it, so that whatever is wrong with the file is found before a row of it is taken.
    private static SheetGrid Sheet(byte[] content, ReadingBudget budget)
    {
        var head = new List<GridRow>();
        var tail = new Queue<GridRow>();
        var (rows, cells, room, kept) = (0L, 0L, SheetGrid.EdgeCells, 0);
        foreach (var row in Rows(content))
        {
            budget.Cells(row.Cells.Count);
            budget.Characters(row.Cells.Sum(c => (long)c.Text.Length));
            rows++;
            cells += row.Cells.Count;
            room -= row.Cells.Count;
            if (tail.Count == 0 && head.Count < SheetGrid.EdgeRows && (room >= 0 || head.Count == 0))
            {
                head.Add(row);
                continue;
            }

            tail.Enqueue(row);
            kept += row.Cells.Count;
            while (tail.Count > SheetGrid.EdgeRows || (kept > SheetGrid.EdgeCells && tail.Count > 1))
            {
                kept -= tail.Dequeue().Cells.Count;
            }
        }

        return new SheetGrid(SheetName, Hidden: false, Rows(content))
        {
            Head = head,
            Tail = [.. tail],
            RowCount = rows,
            CellCount = cells,
        };
    }

    private static GridRow? RowOf(int number, IReadOnlyList<string> values, int usual)
    {
        var cells = new List<GridCell>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(values[i]))
            {
                cells.Add(new GridCell(number, i + 1, values[i], CellKind.Text));
            }
        }

        var last = cells.Count == 0 ? 0 : cells[^1].Column;
        return cells.Count == 0 ? null : new GridRow(number, Hidden: false, cells)
        {
            Defect = usual > 0 && last > usual ? CsvFindings.Ragged(last, usual) : null,
        };
    }

    private static DelimitedShape ShapeOf(byte[] content, Encoding encoding, int mark)
    {
        using var text = Open(content, encoding, mark);
        var head = new char[SniffedCharacters];
        var length = text.ReadBlock(head, 0, head.Length);
        return DelimitedShape.Of(new string(head, 0, length));
    }

    private static StreamReader Open(byte[] content, Encoding encoding, int mark) => new(
        new MemoryStream(content, mark, content.Length - mark, writable: false), encoding,
        detectEncodingFromByteOrderMarks: false, bufferSize: SniffedCharacters);
}
