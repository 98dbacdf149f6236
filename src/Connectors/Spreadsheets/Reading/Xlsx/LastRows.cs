namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Keeps the last rows of a sheet as the file stores them while all pass by: which ones they are is known at the end.
/// </summary>
internal sealed class LastRows(int most)
{
    private readonly List<Kept> _ring = [];
    private long _seen;

    public void Keep(SheetRows row)
    {
        var at = (int)(_seen++ % most);
        if (at == _ring.Count)
        {
            _ring.Add(new Kept());
        }

        _ring[at].Take(row);
    }

    public IEnumerable<GridRow> Read(CellValues values)
    {
        var room = SheetGrid.EdgeCells;
        var first = _seen;
        while (first > Math.Max(0, _seen - most) && (room -= _ring[(int)((first - 1) % most)].Cells) >= 0)
        {
            first--;
        }

        for (var i = first; i < _seen; i++)
        {
            if (_ring[(int)(i % most)].Read(values) is { Cells.Count: > 0 } row)
            {
                yield return row;
            }
        }
    }

    private sealed class Kept
    {
        private readonly List<XlsxCell> _cells = [];
        private byte[] _values = [];
        private int _number;
        private bool _hidden;

        public int Cells => _cells.Count;

        public void Take(SheetRows row)
        {
            (_number, _hidden) = (row.Number, row.Hidden);
            _cells.Clear();
            _cells.AddRange(row.Cells);
            var values = row.Values;
            if (_values.Length < values.Length)
            {
                _values = new byte[values.Length];
            }

            values.CopyTo(_values);
        }

        public GridRow Read(CellValues values) => values.Row(_number, _hidden, _cells, _values);
    }
}
