namespace DealerIntegration.Connectors.Mapping;

/// <summary>Reads all mapped fields of a row into an array in the order of the dataset's fields.</summary>
internal static class RowReader
{
    public static object?[] Read(FieldReader?[] readers, in Row row, List<Problem> problems)
    {
        var values = new object?[readers.Length];
        for (var i = 0; i < readers.Length; i++)
        {
            values[i] = readers[i]?.Read(row, problems);
        }

        return values;
    }

    public static Problem Malformed(string defect) => new(
        "malformed", null, null, defect, "Correct the row at the source and send the file again.");

    public static Problem Incomplete(string culprit) => new(
        "document-incomplete",
        null,
        null,
        $"The row is sound, but its document is not: {culprit}.",
        "Correct the row named here; the whole document is then taken.");
}
