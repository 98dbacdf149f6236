using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>The verdict in one sentence and what to do next (结论与下一步), in a colleague's words.</summary>
internal static class ReplyWords
{
    public static Bilingual Verdict(UploadReading reading)
    {
        var problems = reading.Errors.Count();
        var (taken, rows) = (reading.Tally.AcceptedLines, reading.RowsRead);
        return reading.Verdict switch
        {
            UploadVerdict.Accepted when reading.Warnings > 0 => new(
                $"已接收：{rows} 行全部接收；有 {reading.Warnings} 处提醒，请核对黄色标记。",
                $"Accepted: all {rows} rows were taken; {reading.Warnings} marked in yellow should be looked at."),
            UploadVerdict.Accepted => new($"已接收：{rows} 行全部接收。", $"Accepted: all {rows} rows were taken."),
            UploadVerdict.AcceptedWithRejects => new(
                $"部分接收，请更正标记处：{rows} 行中接收 {taken} 行，有 {problems} 个问题。",
                $"Accepted in part; correct what is marked: {taken} of {rows} rows were taken, "
                + $"{problems} {Plural(problems)} left."),
            _ => new(
                $"未接收，请更正后重新提交：有 {problems} 个问题，未入账任何一行。",
                $"Refused; correct it and send it again: {problems} {Plural(problems)}, and no row was taken."),
        };
    }

    public static IReadOnlyList<Bilingual> NextSteps(UploadReading reading, bool hasRowsToCorrect)
    {
        if (reading.Problems.Count == 0)
        {
            return [new("无需处理，请留存本回执。", "Nothing; keep this receipt.")];
        }

        if (!reading.Errors.Any())
        {
            return
            [
                new("已全部入账。请核对黄色标记：如确有差错，更正后重新提交本文件即可。",
                    "All of it counts. Look at the yellow cells; where something is wrong, correct it and send the "
                    + "file again."),
            ];
        }

        var steps = new List<Bilingual>();
        if (hasRowsToCorrect)
        {
            steps.Add(new(
                $"在“{CorrectionWords.Sheet}”表或原表的标红单元格里更正（批注写明原因），保存后发回本文件，或只发该表。",
                $"Correct the red cells on '{CorrectionWords.Sheet}' or on your own sheet (each has a comment), and "
                + "send this file back, or that sheet alone."));
        }
        else
        {
            steps.Add(new("按下面的“处理办法”更正后重新提交。", "Correct it as said below and send it again."));
        }

        if (reading.Definition is { } definition)
        {
            steps.Add(definition.Acceptance == Acceptance.WholeFile
                ? new("此类文件整份接收：全部更正后才入账。", "Such a file is taken whole: it counts once all is corrected.")
                : new("已接收的行不必再发；再发也不会重复。",
                    "What was taken need not be sent again; sent again, it does not count twice."));
        }

        return steps;
    }

    private static string Plural(int count) => count == 1 ? "problem" : "problems";
}
