using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>Where a row begins: the number a person sees, and the offset of its first byte (行的位置).</summary>
internal readonly record struct DelimitedPlace(int Number, int Offset);

/// <summary>What a delimited text holds (通读结果), found by going through all of it.</summary>
/// <param name="Rows">Rows with a value.</param>
/// <param name="Cells">Values that are not blank.</param>
/// <param name="HeadRows">Rows to keep at the beginning.</param>
/// <param name="Tail">Where the rows to keep at the end begin.</param>
internal sealed record DelimitedSurvey(long Rows, long Cells, int HeadRows, DelimitedPlace Tail);

/// <summary>The rows of a delimited text, as often as they are asked for (逐行读取).</summary>
internal sealed class DelimitedRows
{
    private const int SniffedCharacters = 65_536;

    private readonly byte[] _text;
    private readonly DelimitedShape _shape;

    public DelimitedRows(DelimitedText text)
    {
        _text = text.Bytes;
        _shape = DelimitedShape.Of(text.Head(SniffedCharacters));
        First = new DelimitedPlace(1, _shape.Declared ? BehindLine(_text, text.Start) : text.Start);
    }

    public DelimitedPlace First { get; }

    /// <summary>The rows from a place on; one is held at a time.</summary>
    /// <exception cref="DelimitedException">The text is broken; raised when the place is reached.</exception>
    public IEnumerable<GridRow> From(DelimitedPlace place)
    {
        var records = Records(place);
        var texts = new RepeatedTexts();
        for (var number = place.Number; records.Next(); number++)
        {
            if (records.Filled.Length > 0)
            {
                yield return Row(number, records.Filled, texts);
            }
        }
    }

    /// <summary>Goes through all of the text and makes nothing of it.</summary>
    /// <exception cref="DelimitedException">The text is broken.</exception>
    /// <exception cref="FileRefusedException">There is more in it than allowed.</exception>
    public DelimitedSurvey Survey(ReadingBudget budget)
    {
        // No character has less than a byte.
        var mayBeTooLong = _text.Length > budget.Limits.Characters;
        var tail = new Queue<(DelimitedPlace Place, int Cells)>();
        var (rows, cells, room, kept, headRows) = (0L, 0L, SheetGrid.EdgeCells, 0, 0);
        var records = Records(First);
        for (var number = 1; records.Next(); number++)
        {
            var filled = records.Filled;
            if (filled.Length == 0)
            {
                continue;
            }

            budget.Cells(filled.Length);
            budget.Characters(mayBeTooLong ? CharactersOf(filled) : 0);
            rows++;
            cells += filled.Length;
            room -= filled.Length;
            if (tail.Count == 0 && headRows < SheetGrid.EdgeRows && (room >= 0 || headRows == 0))
            {
                headRows++;
                continue;
            }

            tail.Enqueue((new DelimitedPlace(number, records.Start), filled.Length));
            kept += filled.Length;
            while (tail.Count > SheetGrid.EdgeRows || (kept > SheetGrid.EdgeCells && tail.Count > 1))
            {
                kept -= tail.Dequeue().Cells;
            }
        }

        return new DelimitedSurvey(
            rows, cells, headRows, tail.Count > 0 ? tail.Peek().Place : new DelimitedPlace(1, _text.Length));
    }

    private DelimitedRecords Records(DelimitedPlace place) =>
        new(_text, place.Offset, _shape.Separator, _shape.Quote);

    private GridRow Row(int number, ReadOnlySpan<DelimitedValue> filled, RepeatedTexts texts)
    {
        var cells = new GridCell[filled.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new GridCell(number, filled[i].Column, Text(filled[i], texts), CellKind.Text);
        }

        var last = cells[^1].Column;
        return _shape.Width == 0 || last <= _shape.Width
            ? new GridRow(number, Hidden: false, cells)
            : new GridRow(number, Hidden: false, cells) { Defect = CsvFindings.Ragged(last, _shape.Width) };
    }

    private string Text(in DelimitedValue value, RepeatedTexts texts)
    {
        var text = texts.Text(_text, value.Start, value.Length);
        var quote = _shape.Quote;
        return value.Doubled ? text.Replace($"{quote}{quote}", $"{quote}", StringComparison.Ordinal) : text;
    }

    private long CharactersOf(ReadOnlySpan<DelimitedValue> filled)
    {
        var characters = 0L;
        foreach (var value in filled)
        {
            var utf8 = _text.AsSpan(value.Start, value.Length);
            characters += Encoding.UTF8.GetCharCount(utf8);
            characters -= value.Doubled ? utf8.Count((byte)_shape.Quote) / 2 : 0;
        }

        return characters;
    }

    private static int BehindLine(byte[] text, int start)
    {
        var end = start + text.AsSpan(start).IndexOfAny((byte)'\r', (byte)'\n');
        return end + (text.AsSpan(end).StartsWith("\r\n"u8) ? 2 : 1);
    }
}
