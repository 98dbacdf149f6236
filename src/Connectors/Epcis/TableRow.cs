namespace DealerIntegration.Connectors.Epcis;

/// <summary>A row of a table of events.</summary>
internal sealed class TableRow(TableTextRow row, TableColumns columns)
{
    private static readonly EventColumn[] AllButCode =
        [.. Enum.GetValues<EventColumn>().Where(c => c != EventColumn.Code)];

    public long Line => row.Line;

    public string? Defect => row.Defect;

    /// <summary>Equal for rows that tell of one event; null: the row is an event of its own.</summary>
    public string? GroupKey => row.Defect is not null || !columns.Has(EventColumn.Step)
        ? null
        : string.Join('\u001F', AllButCode.Select(Text));

    public bool Has(EventColumn column) => columns.Has(column);

    public string? Text(EventColumn column) =>
        columns.IndexOf(column) is { } index && index < row.Fields.Length && row.Fields[index].Length > 0
            ? row.Fields[index]
            : null;
}
