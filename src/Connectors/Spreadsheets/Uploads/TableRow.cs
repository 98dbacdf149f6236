namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// A row of data after its cells were read: what is good in its values, what is not in problems.
/// </summary>
internal sealed class TableRow(TablePlan plan, int number, bool hidden)
{
    private List<UploadProblem>? problems;

    public TableLayout Table => plan.Table;

    public int Number => number;

    public bool Hidden => hidden;

    public RowValues Values { get; } = new(plan);

    public bool IsGood => problems is null or [];

    public List<UploadProblem> Problems => problems ??= [];

    public object? Value(string field) => Values[field];

    /// <summary>The dealer's number of the document it belongs to, for people to find it again.</summary>
    public string? Key => (Value(Table.Definition.GroupBy ?? "product_code") ?? Value("reference")) as string;

    /// <summary>Marks the cell of a field; the whole row where the table has no such column.</summary>
    public void Mark(string field, Finding finding, string? value = null)
    {
        var column = Table.Of(field).FirstOrDefault();
        Problems.Add(new UploadProblem(finding)
        {
            Sheet = Table.Sheet.Name,
            Row = number,
            Column = column?.Column,
            Heading = column?.Heading,
            Value = value,
        });
    }

    public void Mark(TableColumn column, Finding finding, string? value) => Problems.Add(new UploadProblem(finding)
    {
        Sheet = Table.Sheet.Name,
        Row = number,
        Column = column.Column,
        Heading = column.Heading,
        Value = value,
    });

    public void MarkWhole(Finding finding, string? value) => Problems.Add(new UploadProblem(finding)
    {
        Sheet = Table.Sheet.Name,
        Row = number,
        Value = value,
    });
}
