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
        .Select(s => Beside(s, NumberLabel))
        .FirstOrDefault(c => c is not null);

    /// <summary>The next filled cell right of a label; null without a label, or with nothing beside it.</summary>
    internal static GridCell? Beside(SheetGrid sheet, string label)
    {
        foreach (var row in sheet.Rows)
        {
            for (var i = 0; i + 1 < row.Cells.Count; i++)
            {
                if (row.Cells[i].Kind == CellKind.Text && CellText.Heading(row.Cells[i].Text) == label)
                {
                    return row.Cells[i + 1];
                }
            }
        }

        return null;
    }
}
