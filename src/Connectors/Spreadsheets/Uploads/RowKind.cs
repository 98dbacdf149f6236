namespace DealerIntegration.Connectors.Spreadsheets.Uploads;

/// <summary>What a row below a heading is (行类型).</summary>
internal enum RowKind
{
    Data,

    /// <summary>The heading once more, or a label beside the table.</summary>
    Heading,

    Total,

    Subtotal,

    /// <summary>Adds up more than the table, as the year so far.</summary>
    Cumulative,

    Note,
}
