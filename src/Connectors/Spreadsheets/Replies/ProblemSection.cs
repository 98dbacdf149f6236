using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>The problems on the sheet in front of the reply (问题清单): by code, then one by one.</summary>
internal static class ProblemSection
{
    // More are not read one by one but filtered by their code; every one of them is marked where it stands.
    private const int MostListed = 500;

    public static void Add(
        IXLWorksheet sheet, UploadReading reading, ReplyLanguage language, ReplyPlaces places, ref int row)
    {
        if (reading.Problems.Count == 0)
        {
            return;
        }

        string Say(string chinese, string english) => language == ReplyLanguage.Chinese ? chinese : english;
        var codes = reading.Problems.GroupBy(p => p.Finding.Code).OrderByDescending(g => g.Count()).ToList();
        if (reading.Problems.Count > codes.Count)
        {
            ByCode(sheet, codes, Say, language, places, ref row);
        }

        var listed = reading.Problems.Take(MostListed).ToList();
        ReplySection.Title(sheet, ref row, listed.Count == reading.Problems.Count
            ? Say($"问题（{reading.Problems.Count}）", $"Problems ({reading.Problems.Count})")
            : Say($"问题（共 {reading.Problems.Count}，列出前 {listed.Count} 个，其余见标记处）",
                $"Problems ({reading.Problems.Count}; the first {listed.Count} are listed, all are marked in place)"));
        Look.Headings(sheet, row, [Say("代码", "Code"), Say("工作表", "Sheet"), Say("单元格", "Cell"), Say("列", "Column"),
            Say("单据", "Document"), Say("原值", "Value"), Say("问题", "Problem"), Say("处理办法", "What to do")]);
        var first = ++row;
        foreach (var problem in listed)
        {
            sheet.Cell(row, 1).Text(problem.Finding.Code);
            sheet.Cell(row, 2).Text(problem.Sheet);
            places.Link(sheet.Cell(row, 3), problem.Sheet, problem.Row, problem.Column);
            sheet.Cell(row, 4).Text(problem.Heading);
            sheet.Cell(row, 5).Text(problem.Key);
            sheet.Cell(row, 6).Text(problem.Value);
            sheet.Cell(row, 7).Text(problem.Finding.Message.In(language));
            sheet.Cell(row, 8).Text(problem.Finding.Remedy.In(language));
            row++;
        }

        ReplySection.End(sheet, first, ref row);
    }

    private static void ByCode(
        IXLWorksheet sheet, List<IGrouping<string, UploadProblem>> codes, Func<string, string, string> say,
        ReplyLanguage language, ReplyPlaces places, ref int row)
    {
        ReplySection.Title(sheet, ref row, say("问题汇总", "Problems by code"));
        Look.Headings(sheet, row, [say("代码", "Code"), say("个数", "Count"), say("首个位置", "First place"), "", "", "",
            say("问题（首个）", "Problem (the first)"), say("处理办法", "What to do")]);
        var start = ++row;
        foreach (var code in codes)
        {
            var first = code.First();
            sheet.Cell(row, 1).Text(code.Key);
            sheet.Cell(row, 2).Number(code.Count(), Look.Count);
            places.Link(sheet.Cell(row, 3), first.Sheet, first.Row, first.Column);
            sheet.Cell(row, 4).Text(first.Sheet);
            sheet.Cell(row, 7).Text(first.Finding.Message.In(language));
            sheet.Cell(row, 8).Text(first.Finding.Remedy.In(language));
            row++;
        }

        ReplySection.End(sheet, start, ref row);
    }
}
