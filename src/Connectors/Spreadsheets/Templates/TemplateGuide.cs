using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Templates;

/// <summary>A short guide for whoever fills it in (填写说明), from the definition that the file is checked by.</summary>
internal static class TemplateGuide
{
    private const int Columns = 2;

    public static void Write(IXLWorksheet sheet, TemplateRequest request, IReadOnlyList<TemplateColumn> columns)
    {
        var chinese = request.Language == ReplyLanguage.Chinese;
        Look.Title(sheet, chinese ? "填写说明" : "How to fill it in", Columns);
        Look.Widths(sheet, 24, 84);
        var row = 3;
        foreach (var line in Lines(request.Definition))
        {
            sheet.Cell(row, 1).Text($"{row - 2}.").Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
            sheet.Cell(row, 2).Text(line.In(request.Language)).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row++, Columns);
        }

        Look.Headings(sheet, ++row, chinese ? ["列", "怎样填"] : ["Column", "What to write"]);
        var first = ++row;
        foreach (var column in columns)
        {
            sheet.Cell(row, 1).Text(column.Marked).Style.Font.SetBold();
            sheet.Cell(row, 2).Text(TemplateRule.Of(column, request)).Style.Alignment.SetWrapText();
            Look.FitHeight(sheet, row++, Columns);
        }

        Look.Body(sheet.Range(first, 1, row - 1, Columns));
        Look.Page(sheet, 0, landscape: false);
        sheet.Protect();
    }

    private static IEnumerable<Bilingual> Lines(UploadDefinition definition)
    {
        yield return new(
            "只填写第一页；不要改列名。可以粘贴、排序、删除行，行数不限。",
            "Fill in the first sheet only and leave the headings as they are. Rows can be pasted, sorted and deleted; "
            + "there may be any number of them.");
        yield return new(
            $"可以在明细下面写一行“{definition.TotalWords[0]}”，我们会与明细相加核对。",
            $"A row '{TemplateWords.First(definition.TotalWords, ReplyLanguage.English)}' below the rows is welcome: "
            + "it is compared with what they add up to.");
        yield return definition.Acceptance == Acceptance.WholeFile
            ? new(
                "整份文件一起接收：只要有一处问题，全部退回，请改正后重发。",
                "The file is taken as a whole: with a single problem nothing is taken; correct it and send it again.")
            : new(
                "有问题的行不接收，其余照常接收；改正后重发即可，已接收的不会重复。",
                "Rows with a problem are left out and the others are taken. Correct them and send the file again: "
                + "what was taken before is not taken twice.");
        yield return new(
            "打印时只打印首页；行数较多时，请先在“页面布局—打印区域”中取消打印区域。",
            "Only the first page is printed; to print more rows, clear the print area (Page Layout) first.");
        yield return new(
            "填好后按平时的方式发回本文件；回复是同一份文件，问题都在原单元格标出。",
            "Send this file back as you usually do. The answer is the same file with each problem marked in its cell.");
    }
}
