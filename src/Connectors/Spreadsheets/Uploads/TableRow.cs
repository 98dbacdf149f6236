namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// A row of data after its cells were read: what is good in <see cref="Values"/>, what is not in problems.
/// </summary>
internal sealed class TableRow(TableLayout table, int number, bool hidden)
{
    public TableLayout Table => table;

    public int Number => number;

    public bool Hidden => hidden;

    public Dictionary<string, object> Values { get; } = [];

    public List<UploadProblem> Problems { get; } = [];

    public object? Value(string field) => Values.GetValueOrDefault(field);

    /// <summary>Marks the cell of a field; the whole row where the table has no such column.</summary>
    public void Mark(string field, Finding finding, string? value = null)
    {
        var column = table.Of(field).FirstOrDefault();
        Problems.Add(new UploadProblem(finding)
        {
            Sheet = table.Sheet.Name,
            Row = number,
            Column = column?.Column,
            Heading = column?.Heading,
            Value = value,
        });
    }

    public void Mark(TableColumn column, Finding finding, string? value) => Problems.Add(new UploadProblem(finding)
    {
        Sheet = table.Sheet.Name,
        Row = number,
        Column = column.Column,
        Heading = column.Heading,
        Value = value,
    });
}
