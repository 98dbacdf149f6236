using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Spreadsheets.Replies;

/// <summary>
/// The reply to a file that is too large to be marked in place (大文件回复): what became of it, and its rows to correct,
/// written as a stream. It can be sent back like the sheet of a small file.
/// </summary>
internal static class LargeReply
{
    private static readonly Bilingual NotInPlace = new(
        "文件较大，未在原表上标注；有问题的行全部列在“待更正”表中。",
        "The file is too large to be marked in place; all its rows with problems are on the sheet of rows to correct.");

    // Of one kind; the rows themselves all stand on the sheet of rows to correct.
    private const int ListedOfKind = 50;

    public static byte[] Write(UploadReading reading, ReplyLanguage language, string sha256)
    {
        using var stream = new MemoryStream();
        using (var book = new StreamedWorkbook(stream))
        {
            var tables = FailingRows.Of(reading, sha256);
            Summary(book, reading with { Notes = [NotInPlace, .. reading.Notes] }, language, sha256, tables.Count > 0);
            if (tables.Count > 0)
            {
                ToCorrect(book, tables, language);
            }
        }

        return stream.ToArray();
    }

    private static void Summary(
        StreamedWorkbook book, UploadReading reading, ReplyLanguage language, string sha256, bool hasRows)
    {
        StreamedCell Say(string chinese, string english, StreamedStyle style = StreamedStyle.Text) =>
            StreamedCell.Of(new Bilingual(chinese, english).In(language), style);
        var look = reading.Verdict switch
        {
            UploadVerdict.Accepted => StreamedStyle.Good,
            UploadVerdict.AcceptedWithRejects => StreamedStyle.Warn,
            _ => StreamedStyle.BadText,
        };
        book.Begin(UploadReader.ResultSheet, [24, 18, 18, 18, 18, 60, 60]);
        book.Row(Say("文件处理结果", "Result of your file", StreamedStyle.Title));
        book.Row(Say("结论", "Verdict"), StreamedCell.Of(ReplyWords.Verdict(reading).In(language), look));
        foreach (var step in ReplyWords.NextSteps(reading, hasRows))
        {
            book.Row(Say("下一步", "What to do"), StreamedCell.Of(step.In(language)));
        }

        book.Row(Say("文件", "File"), StreamedCell.Of(reading.FileName));
        book.Row(Say("经销商", "Dealer"), StreamedCell.Of(reading.DealerCode));
        book.Row(Say("类型", "Kind"), StreamedCell.Of(reading.Title?.In(language)));
        book.Row(Say("读取行数", "Rows read"), StreamedCell.Of(reading.RowsRead));
        book.Row(Say("接收行数", "Rows accepted"), StreamedCell.Of(reading.Tally.AcceptedLines));
        book.Row(Say("未接收行数", "Rows not accepted"), StreamedCell.Of(reading.Tally.RejectedLines));
        book.Row(Say("文件指纹", "Reference"), StreamedCell.Of("SHA-256 " + sha256));
        book.Row();
        foreach (var sum in reading.ControlSums)
        {
            book.Row(
                Say("控制合计", "Control sum"), StreamedCell.Of(sum.Name), StreamedCell.Of(sum.Stated),
                StreamedCell.Of(sum.Computed), StreamedCell.Of(sum.Stated - sum.Computed),
                sum.Agrees ? Say("一致", "agrees", StreamedStyle.Good) : Say("不一致", "differs", StreamedStyle.BadText));
        }

        Problems(book, reading, language);
        book.Row();
        foreach (var note in reading.Notes)
        {
            book.Row(Say("说明", "Note"), StreamedCell.Of(note.In(language)));
        }
    }

    // How many there are of a kind stands beside the first of them.
    private static void Problems(StreamedWorkbook book, UploadReading reading, ReplyLanguage language)
    {
        StreamedCell Say(string chinese, string english, StreamedStyle style = StreamedStyle.Heading) =>
            StreamedCell.Of(new Bilingual(chinese, english).In(language), style);
        book.Row();
        book.Row(
            Say("代码", "Code"), Say("个数", "Count"), Say("工作表", "Sheet"), Say("位置", "Place"), Say("原值", "Value"),
            Say("问题", "Problem"), Say("处理办法", "What to do"));
        foreach (var code in reading.Problems.GroupBy(p => p.Finding.Code).OrderByDescending(g => g.Count()))
        {
            var count = code.Count();
            foreach (var (problem, no) in code.Take(ListedOfKind).Select((p, i) => (p, i)))
            {
                book.Row(
                    StreamedCell.Of(code.Key), no == 0 ? StreamedCell.Of(count) : default,
                    StreamedCell.Of(problem.Sheet), StreamedCell.Of(problem.Address), StreamedCell.Of(problem.Value),
                    StreamedCell.Of(problem.Finding.Message.In(language), StreamedStyle.Wrapped),
                    StreamedCell.Of(problem.Finding.Remedy.In(language), StreamedStyle.Wrapped));
            }

            if (count > ListedOfKind)
            {
                book.Row(
                    StreamedCell.Of(code.Key), default, default, default, default,
                    Say($"此类共 {count:N0} 个，此处列出前 {ListedOfKind} 个。",
                        $"There are {count:N0} of this kind; the first {ListedOfKind} are listed here.",
                        StreamedStyle.Text));
            }
        }
    }

    // The same places as CorrectionPages gives: title, instruction, nothing, letters, headings, rows.
    private static void ToCorrect(StreamedWorkbook book, IReadOnlyList<FailingTable> tables, ReplyLanguage language)
    {
        var most = tables.Max(t => t.Columns.Count);
        book.Begin(CorrectionWords.Sheet, [26, 60, .. Enumerable.Repeat(16d, most)], frozenRows: 5);
        book.Row(StreamedCell.Of(CorrectionWords.Title.In(language), StreamedStyle.Title));
        book.Row(StreamedCell.Of(CorrectionWords.HowTo.In(language)));
        book.Row();
        foreach (var table in tables)
        {
            book.Row([
                StreamedCell.Of(CorrectionWords.Columns.In(language), StreamedStyle.Key), default,
                .. table.Columns.Select(c => StreamedCell.Of(CellAddress.Letters(c.Key), StreamedStyle.Key))]);
            book.Row([
                StreamedCell.Of(CorrectionWords.Key.In(language), StreamedStyle.Heading),
                StreamedCell.Of(CorrectionWords.Reason.In(language), StreamedStyle.Heading),
                .. table.Columns.Select(c => StreamedCell.Of(c.Value, StreamedStyle.Heading))]);
            foreach (var row in table.Rows)
            {
                var bad = row.Problems.Where(p => ProblemMark.IsDue([p])).Select(p => p.Column).ToHashSet();
                book.Row([
                    StreamedCell.Of(row.Key, StreamedStyle.Key),
                    StreamedCell.Of(ProblemMark.RowText(row.Problems, language), StreamedStyle.Wrapped),
                    .. table.Columns.Select(c => StreamedCell.Of(row.Row.At(c.Key), bad.Contains(c.Key)))]);
            }

            book.Row();
        }

        if (tables.Count == 1)
        {
            book.Filter(headingRow: 5, columns: 2 + most);
        }
    }
}
