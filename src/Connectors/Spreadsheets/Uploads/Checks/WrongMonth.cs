using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;

/// <summary>
/// A file of another month (整月错期): every dated row is outside the period and all are of one month. That is one problem,
/// not one of every row.
/// </summary>
internal static class WrongMonth
{
    private const int FewestRows = 3;

    private static readonly string OutsidePeriod = CellFindings.OutsidePeriod("").Code;
    private static readonly string MissingPeriod = UploadFindings.MissingPeriod().Code;

    /// <param name="problems">Of all rows.</param>
    /// <param name="rows">How many rows of data there are.</param>
    public static IReadOnlyList<UploadProblem> Collapse(
        IReadOnlyList<UploadProblem> problems, long rows, Period open)
    {
        var outside = problems.Where(p => p.Finding.Code == OutsidePeriod).ToList();
        if (rows < FewestRows || outside.Count < rows || MonthOf(outside) is not { } month)
        {
            return problems;
        }

        var first = outside[0];
        return
        [
            new UploadProblem(UploadFindings.WholeFileOfOtherMonth(outside.Count, month.ToString(), open.ToString()))
            {
                Sheet = first.Sheet, Row = first.Row, Column = first.Column, Heading = first.Heading,
                Value = first.Value,
            },
            .. problems.Where(p => p.Finding.Code != OutsidePeriod && p.Finding.Code != MissingPeriod),
        ];
    }

    private static Period? MonthOf(List<UploadProblem> outside)
    {
        Period? month = null;
        foreach (var problem in outside)
        {
            if (problem.Value is not { } text || !Reading.DateText.TryParse(Reading.CellText.Fold(text), out var date)
                || (month is { } known && known != Period.Of(date)))
            {
                return null;
            }

            month = Period.Of(date);
        }

        return month;
    }
}
