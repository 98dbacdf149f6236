namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>
/// A row of data after its cells were read: what is good in its values, what is not in problems.
/// </summary>
internal sealed class TableRow(TablePlan plan, int number, bool hidden)
{
    private readonly object?[] values = new object?[plan.Fields.Count];
    private List<UploadProblem>? problems;

    public TableLayout Table => plan.Table;

    public int Number => number;

    public bool Hidden => hidden;

    public bool IsGood => problems is null;

    public IReadOnlyList<UploadProblem> Problems => problems ?? [];

    public object? Value(string field) => plan.IndexOf(field) is >= 0 and var index ? values[index] : null;

    public object? Value(int index) => index < 0 ? null : values[index];

    public void Put(int index, object value) => values[index] = value;

    /// <summary>The dealer's number of the document it belongs to, for people to find it again.</summary>
    public string? Key => (Value(Table.Definition.GroupBy ?? "product_code") ?? Value("reference")) as string;

    /// <summary>Marks the cell of a field; the whole row where the table has no such column.</summary>
    public void Mark(string field, Finding finding, string? value = null)
    {
        var column = Table.Of(field).FirstOrDefault();
        Add(new UploadProblem(finding)
        {
            Sheet = Table.Sheet.Name,
            Row = number,
            Column = column?.Column,
            Heading = column?.Heading,
            Value = value,
        });
    }

    public void Mark(TableColumn column, Finding finding, string? value) => Add(new UploadProblem(finding)
    {
        Sheet = Table.Sheet.Name,
        Row = number,
        Column = column.Column,
        Heading = column.Heading,
        Value = value,
    });

    private void Add(UploadProblem problem) => (problems ??= []).Add(problem);
}
