using System.Text.RegularExpressions;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>The mark of a problem on its cell (标注): a fill, and a comment with code, reason and remedy.</summary>
internal static partial class ProblemMark
{
    private const string Author = "dealer-integration-hub";
    private static readonly string Refused = CellFindings.DocumentRefused("").Code;

    /// <summary>
    /// A refused order's good rows get their code, but no mark: the eye should go to what must be changed.
    /// </summary>
    public static bool IsDue(IEnumerable<UploadProblem> problems) => problems.Any(p => p.Finding.Code != Refused);

    public static string Text(IEnumerable<UploadProblem> problems, ReplyLanguage language) => string.Join(
        "\n\n",
        problems.Select(
            p => $"[{p.Finding.Code}] {p.Finding.Message.In(language)}\n→ {p.Finding.Remedy.In(language)}"));

    /// <summary>The same for a whole row: each problem names its column.</summary>
    public static string RowText(IEnumerable<UploadProblem> problems, ReplyLanguage language)
    {
        var colon = language == ReplyLanguage.Chinese ? "：" : ": ";
        return string.Join('\n', problems.Select(p => $"[{p.Finding.Code}] "
            + (p.Column is not null && p.Heading is { Length: > 0 } heading ? heading + colon : "")
            + $"{p.Finding.Message.In(language)}\n→ {p.Finding.Remedy.In(language)}"));
    }

    public static void Put(IXLCell cell, IReadOnlyList<UploadProblem> problems, ReplyLanguage language)
    {
        cell.Style.Fill.SetBackgroundColor(
            problems.All(p => p.Severity == CheckSeverity.Warning) ? Look.WarnFill : Look.BadFill);
        var text = Text(problems, language);
        var own = cell.HasComment ? cell.Comment.Text : "";
        if (own.Length > 0)
        {
            cell.Comment.Delete();
            text = own + "\n\n" + text;
        }

        cell.Comment.SetAuthor(Author).AddText(CellWriter.Clean(text));
        cell.Comment.Style.Size.SetWidth(46).Size.SetHeight(14 * Math.Clamp(text.Split('\n').Length + 2, 4, 14));
        cell.Comment.SetVisible(false);
    }

    /// <summary>
    /// Takes off the marks of an earlier reply; what the dealer wrote into the same comment stays. They are known by
    /// their form as well, because LibreOffice keeps no author.
    /// </summary>
    public static void Remove(IXLWorksheet sheet)
    {
        foreach (var cell in sheet.CellsUsed(XLCellsUsedOptions.Comments).Where(c => c.HasComment).ToList())
        {
            var text = cell.Comment.Text.ReplaceLineEndings("\n").Trim();
            var rest = Mark().Replace(text, "").Trim();
            if (rest == text && cell.Comment.Author != Author)
            {
                continue;
            }

            cell.Comment.Delete();
            cell.Style.Fill.SetPatternType(XLFillPatternValues.None);
            if (rest.Length > 0 && rest != text)
            {
                cell.Comment.AddText(rest);
            }
        }
    }

    [GeneratedRegex(@"\[[a-z0-9-]+\] [^\n]*\n→ [^\n]*")]
    private static partial Regex Mark();
}
