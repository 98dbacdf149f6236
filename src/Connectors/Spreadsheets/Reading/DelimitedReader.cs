using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Reads delimited text; every cell is text, so that leading zeros and long codes stay what they are. Rows are numbered
/// by record, as a spreadsheet shows them. Broken quoting refuses the file: an unclosed quote would swallow the rows
/// behind it in silence.
/// </summary>
/// <param name="limits">How much may be in it; null: as in a person's file.</param>
/// <param name="detection">The encoding, where it is known already.</param>
internal sealed class DelimitedReader(GateLimits? limits = null, CsvDetection? detection = null) : IWorkbookReader
{
    public const string SheetName = "CSV";

    public GridResult Read(byte[] content)
    {
        try
        {
            var rows = new DelimitedRows(TextOf(content, detection ?? CsvText.Detect(content)));
            return new GridResult([Sheet(rows, new ReadingBudget(limits ?? GateLimits.Default))]);
        }
        catch (FileRefusedException e)
        {
            return new GridResult([], e.Refusal);
        }
        catch (DelimitedException e)
        {
            return new GridResult([], e.Finding);
        }
        catch (DecoderFallbackException e)
        {
            return new GridResult([], Refusals.Unreadable($"CSV: {e.Message}"));
        }
    }

    /// <summary>The rows one by one; at most one record is held.</summary>
    /// <exception cref="DelimitedException">The text is broken; raised when the place is reached.</exception>
    public static IEnumerable<GridRow> Rows(byte[] content)
    {
        var rows = new DelimitedRows(TextOf(content, CsvText.Detect(content)));
        return rows.From(rows.First);
    }

    // Once through all of it, so that whatever is wrong with the file is found before a row of it is taken.
    private static SheetGrid Sheet(DelimitedRows rows, ReadingBudget budget)
    {
        var survey = rows.Survey(budget);
        return new SheetGrid(SheetName, Hidden: false, rows.From(rows.First))
        {
            Head = [.. rows.From(rows.First).Take(survey.HeadRows)],
            Tail = [.. rows.From(survey.Tail)],
            RowCount = survey.Rows,
            CellCount = survey.Cells,
        };
    }

    private static DelimitedText TextOf(byte[] content, CsvDetection found) => found.Refusal is null
        ? DelimitedText.Of(content, found)
        : throw new DelimitedException(found.Refusal);
}
