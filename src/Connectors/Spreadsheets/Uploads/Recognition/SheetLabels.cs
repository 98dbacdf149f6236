using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;

/// <summary>
/// Which fields a label beside a table gives (表头信息有无), in the first rows of a sheet. Found once for each kind:
/// whichever row then heads the table, it is itself no label.
/// </summary>
internal sealed class SheetLabels(UploadDefinition definition, SheetGrid sheet)
{
    private readonly Lazy<ILookup<string, int>> rows = new(() => LabelScanner.FieldsIn(sheet.Head, definition)
        .ToLookup(f => f.Field, f => f.Row, StringComparer.Ordinal));

    public bool Give(string field, Heading heading) => definition.Labels.ContainsKey(field)
        && rows.Value[field].Any(row => row != heading.Row.Number && row != heading.UpperRow);
}
