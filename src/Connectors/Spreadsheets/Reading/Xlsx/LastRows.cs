namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Keeps the last rows of a sheet as the file stores them while all pass by: which ones they are is known at the end.
/// </summary>
internal sealed class LastRows(int most)
{
    private readonly Queue<StoredRow> _kept = new();
    private int _cells;
    private StoredRow? _spare;

    /// <summary>Takes the row that was just read; nothing of it is copied.</summary>
    public void Keep(SheetRows source)
    {
        var row = source.Exchange(_spare ?? new StoredRow());
        _spare = null;
        _kept.Enqueue(row);
        _cells += row.Cells.Count;
        while (_kept.Count > most || _cells > SheetGrid.EdgeCells)
        {
            _spare = _kept.Dequeue();
            _cells -= _spare.Cells.Count;
        }
    }

    public IEnumerable<GridRow> Read(CellValues values) =>
        _kept.Select(values.Row).Where(row => row.Cells.Count > 0);
}
