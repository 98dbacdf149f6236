using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.Connectors.Spreadsheets.Answers;

/// <summary>Tells one of our own statements (对账单识别) from every other file, under whatever name it comes back.</summary>
public static class StatementFile
{
    private static readonly string NumberLabel = CellText.Heading(StatementWords.Number);

    /// <summary>
    /// The number of the statement that a file is; null for any other file. The hidden mark counts first; where a
    /// program has dropped it, the number on the first sheet.
    /// </summary>
    public static string? NumberIn(OpenedFile file) => Place(file)?.Text.Trim();

    internal static GridCell? Place(OpenedFile file) => file.Sheets
        .OrderBy(s => s.Hidden ? 0 : 1)
        .Select(s => Beside(s.Head, NumberLabel))
        .FirstOrDefault(c => c is not null);

    /// <summary>The next filled cell right of a label; null without a label, or with nothing beside it.</summary>
    internal static GridCell? Beside(SheetGrid sheet, string label) => Beside(sheet.Rows, label);

    private static GridCell? Beside(IEnumerable<GridRow> rows, string label) => rows
        .SelectMany(r => r.Cells.Zip(r.Cells.Skip(1)))
        .FirstOrDefault(pair => Is(pair.First, label)).Second;

    internal static bool Has(SheetGrid sheet, string label) => sheet.Rows.Any(r => r.Cells.Any(c => Is(c, label)));

    private static bool Is(GridCell cell, string label) =>
        cell.Kind == CellKind.Text && CellText.Heading(cell.Text) == label;
}
