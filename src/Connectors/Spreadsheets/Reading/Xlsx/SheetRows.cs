using System.Globalization;
using System.Text;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Reads a sheet row by row; memory does not grow with rows. Cells without a value are left out. A row or cell without
/// a reference stands behind the one before it.
/// </summary>
/// <param name="count">Given on the first pass over a part, which nobody has looked at yet.</param>
internal sealed class SheetRows(XmlScanner xml, CellCount? count = null) : IDisposable
{
    // Twice over, for files that name a place twice.
    private const int MostCells = 2 * CellReference.LastColumn;

    private StoredRow _row = new();
    private bool _inData;
    private bool _done;

    /// <summary>The row that was read; good until the next read.</summary>
    public StoredRow Row => _row;

    /// <summary>Every cell so far, also one that holds nothing; only on the first pass.</summary>
    public long CellsSeen => count?.Cells ?? 0;

    public void Dispose() => xml.Dispose();

    /// <summary>Gives the row that was read away; the next ones are read into another.</summary>
    public StoredRow Exchange(StoredRow other)
    {
        var row = _row;
        other.Number = row.Number;
        _row = other;
        return row;
    }

    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Read()
    {
        while (!_done)
        {
            switch (xml.Read())
            {
                case XmlToken.End:
                case XmlToken.Close when _inData && xml.Is("sheetData"u8):
                    _done = true;
                    break;
                case XmlToken.Open when _inData && xml.Is("row"u8):
                    ReadRow();
                    return true;
                case XmlToken.Open when xml.Is("sheetData"u8):
                    _inData = true;
                    break;
            }
        }

        return false;
    }

    /// <summary>The merged ranges, which stand behind the last row: to be asked for there, on the first pass.</summary>
    public IReadOnlyList<MergedRange> ReadMerges()
    {
        var merges = new List<MergedRange>();
        while (xml.Read() is var token && token != XmlToken.End)
        {
            if (token == XmlToken.Open && xml.Is("mergeCell"u8))
            {
                count?.Merge();
                if (MergedRange.Parse(XmlAttributes.Find(xml.Attributes, "ref"u8)) is { } range)
                {
                    merges.Add(range);
                }
            }
        }

        return merges;
    }

    private void ReadRow()
    {
        var number = _row.Number + 1;
        _row.Hidden = false;
        for (var attributes = xml.Attributes; attributes.Next();)
        {
            if (attributes.Name.SequenceEqual("r"u8))
            {
                number = CellReference.TryParseRow(attributes.Value, out var stated)
                    ? stated
                    : throw new DamagedPartException(
                        $"row number '{XmlText.Decode(attributes.Value)}' is none", Damage.Xml);
            }
            else if (attributes.Name.SequenceEqual("hidden"u8))
            {
                _row.Hidden = attributes.Value is [(byte)'1'] or [(byte)'t', ..];
            }
        }

        _row.Number = number <= CellReference.LastRow
            ? number
            : throw new DamagedPartException("it has too many rows");
        _row.Clear();
        ReadCells();
    }

    private void ReadCells()
    {
        var outside = xml.Depth - 1;
        var column = 0;
        var sorted = true;
        while (xml.Depth > outside)
        {
            sorted &= ReadPlainCells(ref column);
            if (xml.Read() == XmlToken.Open)
            {
                if (xml.Is("c"u8))
                {
                    var before = column;
                    ReadCell(ref column);
                    sorted &= column > before;
                }
                else
                {
                    xml.Skip();
                }
            }
        }

        if (!sorted)
        {
            // Stable: of two cells at one place the later one stays the later.
            var ordered = _row.Cells.OrderBy(c => c.Column).ToList();
            _row.Cells.Clear();
            _row.Cells.AddRange(ordered);
        }
    }

    /// <returns>Whether they stand in order.</returns>
    private bool ReadPlainCells(ref int column)
    {
        var sorted = true;
        while (PlainCell.TryRead(xml.Ahead, out var cell))
        {
            count?.Cell();
            sorted &= cell.Column > column;
            column = cell.Column;
            var start = _row.Written;
            _row.Append(cell.Value);
            Add(column, cell.Type, cell.Style, computed: false, start);
            xml.Pass(cell.Length);
        }

        return sorted;
    }

    private void ReadCell(ref int column)
    {
        count?.Cell();
        column++;
        var (type, style) = (XlsxType.Number, 0);
        for (var attributes = xml.Attributes; attributes.Next();)
        {
            switch (attributes.Name)
            {
                case [(byte)'r']:
                    if (!CellReference.TryParse(attributes.Value, out _, out column))
                    {
                        throw new DamagedPartException($"'{XmlText.Decode(attributes.Value)}' is no place of a cell");
                    }

                    break;
                case [(byte)'s']:
                    _ = int.TryParse(attributes.Value, CultureInfo.InvariantCulture, out style);
                    break;
                case [(byte)'t']:
                    type = TypeOf(attributes.Value);
                    break;
            }
        }

        if (column > CellReference.LastColumn)
        {
            throw new DamagedPartException("it has too many columns");
        }

        ReadValue(column, type, style);
    }

    private void ReadValue(int column, XlsxType type, int style)
    {
        var outside = xml.Depth - 1;
        var start = _row.Written;
        if (xml.TryOnlyChild("<v>"u8, "</v></c>"u8))
        {
            Append(type);
            Add(column, type, style, computed: false, start);
            return;
        }

        var (computed, valued, inValue) = (false, false, false);
        while (xml.Depth > outside)
        {
            switch (xml.Read())
            {
                case XmlToken.Open when xml.Is("v"u8):
                    (inValue, valued) = (true, true);
                    break;
                case XmlToken.Open when xml.Is("is"u8):
                    RunText.Append(xml, _row);
                    valued = true;
                    break;
                case XmlToken.Open:
                    computed |= xml.Is("f"u8);
                    xml.Skip();
                    break;
                case XmlToken.Close:
                    inValue = false;
                    break;
                case XmlToken.Text when inValue:
                    Append(type);
                    break;
            }
        }

        // An empty result is one (IF(A1="","",…)); none at all is a formula that was never calculated.
        Add(column, computed && !valued ? XlsxType.NoResult : type, style, computed, start);
    }

    private void Add(int column, XlsxType type, int style, bool computed, int start)
    {
        var length = _row.Written - start;
        if (length > 0 || computed)
        {
            count?.Value(type, _row.Since(start));
            if (_row.Cells.Count == MostCells)
            {
                throw new DamagedPartException($"row {_row.Number} has more cells than a sheet has columns");
            }

            _row.Cells.Add(new XlsxCell(column, type, style, computed, start, length));
        }
    }

    private void Append(XlsxType type)
    {
        var raw = xml.RawText;
        if (type is not (XlsxType.Text or XlsxType.Error))
        {
            raw = raw.Trim(" \t\r\n"u8);
        }
        else if (raw.IndexOfAny("&\r_"u8) >= 0)
        {
            Encoding.UTF8.GetBytes(XmlText.Decode(raw, xml.IsLiteral).AsSpan(), _row);
            return;
        }

        _row.Append(raw);
    }

    private static XlsxType TypeOf(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'s'] => XlsxType.Shared,
        [(byte)'b'] => XlsxType.Boolean,
        [(byte)'e'] => XlsxType.Error,
        [(byte)'d'] => XlsxType.IsoDate,
        [(byte)'n'] => XlsxType.Number,
        _ => name.SequenceEqual("str"u8) || name.SequenceEqual("inlineStr"u8)
            ? XlsxType.Text
            : throw new DamagedPartException($"a cell has the unknown type '{XmlText.Decode(name)}'"),
    };
}
