namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// Keys that a file holds more than once (重复键). Which row counts cannot be told, so none of them does; but the first
/// one is known as repeated only when the second comes. A file in which that happens is read again, with this list.
/// </summary>
internal sealed class RepeatedKeys
{
    private readonly Dictionary<(string Sheet, UInt128 Key), (int First, int Second)> rows = [];
    private readonly HashSet<UInt128> sheets = [];

    public bool Any => rows.Count + sheets.Count > 0;

    public void OnRows(string sheet, UInt128 key, int first, int second) => rows.TryAdd((sheet, key), (first, second));

    public void OnSheets(UInt128 key) => sheets.Add(key);

    /// <summary>The row that another row of the same key is told of; null: the key stands once on its sheet.</summary>
    public int? OtherRow(string sheet, UInt128 key, int row) => !rows.TryGetValue((sheet, key), out var places) ? null
        : row == places.First ? places.Second
        : places.First;

    public bool IsOnSeveralSheets(UInt128 key) => sheets.Contains(key);
}
