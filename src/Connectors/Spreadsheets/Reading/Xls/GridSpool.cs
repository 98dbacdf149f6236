using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

/// <summary>
/// The grids of an old workbook as they came over the pipe, kept as bytes: a tenth of what their cells would take, and
/// bounded by the 65,536 rows of the format. Every pass over a sheet reads its stretch anew.
/// </summary>
internal sealed class GridSpool
{
    internal const int Mark = 0x47524944;

    private readonly byte[] _spool;
    private readonly int _length;

    private GridSpool(byte[] spool, int length) => (_spool, _length) = (spool, length);

    /// <exception cref="EndOfStreamException">The child ended before it was done.</exception>
    /// <exception cref="FileRefusedException">There is more in the file than allowed.</exception>
    public static GridResult Read(byte[] spool, int length, GateLimits limits) =>
        new GridSpool(spool, length).Read(new ReadingBudget(limits));

    private GridResult Read(ReadingBudget budget)
    {
        var sheets = new List<SheetGrid>();
        var reader = new SpoolReader(_spool, 0, _length);
        var tag = reader.Tag();
        while (tag == GridTag.Sheet)
        {
            sheets.Add(Sheet(ref reader, budget));
            tag = reader.Tag();
        }

        var refusal = tag == GridTag.End && reader.Flag() ? Refusal(ref reader) : null;
        return tag == GridTag.End && reader.Int32() == Mark
            ? new GridResult(refusal is null ? sheets : [], refusal)
            : throw new EndOfStreamException("The reading process has not finished.");
    }

    // Passes over the rows, so that none of them can fail later.
    private SheetGrid Sheet(ref SpoolReader reader, ReadingBudget budget)
    {
        var (name, hidden) = (reader.Text(), reader.Flag());
        var start = reader.At;
        var tail = new Queue<int>();
        var (rows, cells) = (0L, 0L);
        for (var at = start; IsRow(at); at = reader.At)
        {
            reader.Tag();
            reader.Int32();
            reader.Flag();
            var count = reader.Count();
            budget.Cells(count);
            for (var i = 0; i < count; i++)
            {
                budget.Characters(reader.SkipCell());
            }

            rows++;
            cells += count;
            if (rows > SheetGrid.EdgeRows)
            {
                tail.Enqueue(at);
            }

            if (tail.Count > SheetGrid.EdgeRows)
            {
                tail.Dequeue();
            }
        }

        return new SheetGrid(name, hidden, Rows(start))
        {
            Head = [.. Rows(start).Take(SheetGrid.EdgeRows)],
            Tail = tail.Count == 0 ? [] : [.. Rows(tail.Peek())],
            RowCount = rows,
            CellCount = cells,
        };
    }

    private bool IsRow(int at) => at < _length && _spool[at] == (byte)GridTag.Row;

    private IEnumerable<GridRow> Rows(int at)
    {
        var texts = new RepeatedTexts();
        while (IsRow(at))
        {
            yield return Row(texts, ref at);
        }
    }

    private GridRow Row(RepeatedTexts texts, ref int at)
    {
        var reader = new SpoolReader(_spool, at, _length);
        reader.Tag();
        var (number, hidden) = (reader.Int32(), reader.Flag());
        var cells = new GridCell[reader.Count()];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Cell(ref reader, number, texts);
        }

        at = reader.At;
        return new GridRow(number, hidden, cells);
    }

    private static GridCell Cell(ref SpoolReader reader, int row, RepeatedTexts texts)
    {
        var column = reader.Int32();
        var kind = (CellKind)reader.Byte();
        var has = (GridHas)reader.Byte();
        var text = reader.Text(texts);
        return has == GridHas.None
            ? new GridCell(row, column, text, kind)
            : new GridCell(
                row, column, text, kind,
                (has & GridHas.Number) != 0 ? reader.Decimal() : null,
                (has & GridHas.Date) != 0 ? reader.Date() : null,
                (has & GridHas.Defect) != 0 ? reader.Text() : null,
                (has & GridHas.Computed) != 0);
    }

    private static Finding Refusal(ref SpoolReader reader) => new(
        reader.Text(), new Bilingual(reader.Text(), reader.Text()), new Bilingual(reader.Text(), reader.Text()));
}
