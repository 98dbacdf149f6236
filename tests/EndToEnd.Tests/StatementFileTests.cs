using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>A statement in another spreadsheet program: its totals, and the answers that come back out of it.</summary>
public sealed class StatementFileTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("CNY", 2)]
    [InlineData("KWD", 3)]
    public async Task Every_total_recomputed_from_nothing_is_the_figure_that_went_in(string currency, int scale)
    {
        var statement = StatementSample.Of(currency);
        using var book = await RecomputedAsync(StatementWorkbook.Write(statement, ReplyLanguage.Chinese));
        var main = book.Worksheet(1);
        var documents = statement.Documents;
        decimal Sum(StatementKind kind) => documents.Where(d => d.Kind == kind).Sum(d => d.Amount);
        decimal State(Func<StatementDifference, bool> which) => statement.Differences.Where(which).Sum(d => d.Amount);
        var explained = State(d => d is { Cause: not null, WrittenOffTo: null });
        var writtenOff = State(d => d.WrittenOffTo is not null);
        var difference = statement.Closing - statement.DealerClosing!.Value;

        Told(main, "加：发票", 2, Sum(StatementKind.Invoice));
        Told(main, "加：借项通知", 2, Sum(StatementKind.DebitNote));
        Told(main, "减：退货", 2, Sum(StatementKind.Return));
        Told(main, "减：贷项通知", 2, Sum(StatementKind.CreditNote));
        Told(main, "减：回款", 2, Sum(StatementKind.Payment));
        Told(main, "期末余额", 2, statement.Closing);
        Told(main, "期末余额", 4, difference, last: true);
        Told(main, "其中：已查明", 4, explained);
        Told(main, "其中：已核销", 4, writtenOff);
        Told(main, "其中：原因待查", 4, State(d => d is { Cause: null, WrittenOffTo: null }));
        Told(main, "未解释差额", 4, difference - explained - writtenOff);
        Told(book.Worksheet("差异 Differences"), "合计", 6, State(_ => true));
        Told(book.Worksheet("勾对 Matches"), "合计", 7, statement.Matches.Sum(m => m.OurAmount - m.DealerAmount));
        Told(book.Worksheet("我方单据 Documents"), "合计", 6, documents.Sum(d => d.Amount));
        Ageing(book.Worksheet("账龄 Ageing"), statement);
        Assert.Equal("一致 agrees", Row(main, "系统期末余额").Cell(4).CachedValue);
        Assert.Equal(scale, Row(main, "未解释差额").Cell(4).Style.NumberFormat.Format.Split(';')[0].Split('.')[1].Length);
    }

    [Fact]
    public async Task A_residual_of_nothing_is_shown_as_nothing_and_not_as_less()
    {
        // 0.1 + 0.2 - 0.3 in binary fractions is not zero; with the signs turned it would print as -0.00.
        var statement = StatementSample.Of() with
        {
            Opening = -0.1m, Closing = -0.3m,
            Documents = [new(new(2026, 10, 5), StatementKind.Payment, "P", null, -0.2m)],
            Ageing = new(new(2026, 10, 31), [0],
            [
                new(new(2026, 9, 5), StatementKind.Payment, "O", -0.1m, 0m),
                new(new(2026, 10, 5), StatementKind.Payment, "P", -0.2m, 0m),
            ]),
            DealerOpening = 0m, DealerClosing = 0m, Matches = [],
            Differences =
            [
                .. new[] { -0.1m, -0.2m }.Select(amount => new StatementDifference(
                    "MissingInTheirs", new("无", "none"), $"{amount}", null, amount, null, amount, new("原因", "why"), "x")
                { Item = $"{amount}|" }),
            ],
        };
        using var book = await RecomputedAsync(StatementWorkbook.Write(statement, ReplyLanguage.English));
        var residual = Assert.IsType<double>(Row(book.Worksheet(1), "未解释差额").Cell(4).CachedValue);
        Assert.Equal(0d, residual);
        Assert.Equal("全部查明 explained", Row(book.Worksheet(1), "未解释差额").Cell(3).CachedValue);
        Assert.Equal("一致 agrees", Row(book.Worksheet(1), "系统期末余额").Cell(4).CachedValue);
        Assert.Equal("一致 agrees", Row(book.Worksheet("账龄 Ageing"), "期末余额").Cell(3).CachedValue);
    }

    [Fact]
    public async Task Answers_survive_another_program_that_saves_the_file()
    {
        var statement = StatementSample.Of();
        var issued = StatementWorkbook.Write(statement, ReplyLanguage.Chinese);
        using var book = new XLWorkbook(new MemoryStream(issued));
        var differences = book.Worksheet("差异 Differences");
        Answer(differences, "90000031", "确认 Confirmed", "");
        Answer(differences, "90000003", "异议 Disputed", "九月已付款");
        Row(book.Worksheet(1), "对期末余额的答复").Cell(2).SetValue<string>("异议 Disputed");
        Row(book.Worksheet(1), "异议原因").Cell(2).SetValue<string>("见差异表");
        using var filled = new MemoryStream();
        book.SaveAs(filled);

        var returned = await ResavedAsync(filled.ToArray());

        var file = OpenedFile.Open(returned, "随便什么名字.xlsx", NoIsolation);
        Assert.Equal(statement.Number, StatementFile.NumberIn(file));
        var kept = StatementSample.Issued(statement, issued);
        var reading = AnswerReader.Read(file, "D010", kept, kept);
        Assert.Empty(reading.Problems.Select(p => $"{p.Finding.Code} {p.Sheet} {p.Address}"));
        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(
            [
                new("", 7001.40m, AnswerKind.Disputed, "见差异表"),
                new("90000003|", 49.95m, AnswerKind.Disputed, "九月已付款"),
                new("90000031|", 700.60m, AnswerKind.Confirmed, null),
            ],
            reading.Statement!.Answers.OrderBy(a => a.Item, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_problem_is_marked_in_a_file_that_another_program_saved_and_the_corrected_file_is_taken()
    {
        var statement = StatementSample.Of() with { Differences = [.. StatementSample.Of().Differences.Take(4)] };
        var issued = StatementWorkbook.Write(statement, ReplyLanguage.Chinese);
        var kept = StatementSample.Issued(statement, issued);
        var returned = await ResavedAsync(Filled(issued, "不清楚"));

        var file = OpenedFile.Open(returned, "a.xlsx", NoIsolation);
        var refused = AnswerReader.Read(file, "D010", kept, kept);
        var reply = UploadReply.Write(refused, file, ReplyLanguage.Chinese, "abc")[0];

        using var marked = new XLWorkbook(new MemoryStream(reply.Content));
        var sheet = marked.Worksheet("差异 Differences");
        var row = sheet.RowsUsed().Single(r => r.Cell(2).GetString() == "90000031");
        Assert.Contains("answer-not-known", row.Cell(10).Comment.Text, StringComparison.Ordinal);
        Assert.NotEmpty(sheet.CellsUsed(c => c.HasFormula));
        var corrected = AnswerReader.Read(
            OpenedFile.Open(Filled(reply.Content, "确认 Confirmed"), reply.Name, NoIsolation), "D010", kept, kept);
        Assert.Equal(UploadVerdict.Accepted, corrected.Verdict);
    }

    // No old workbook comes back here, so none is read.
    private static ReadingProcess NoIsolation => new("false", []);

    private static void Ageing(IXLWorksheet sheet, DealerStatement statement)
    {
        var last = statement.Ageing.Day.DayNumber;
        var open = statement.Ageing.Open
            .Select(d => (d.Number, Days: last - d.Date.DayNumber, Left: d.Amount - d.Cleared)).ToList();
        decimal Aged(int from, int to) => open.Where(d => d.Days >= from && d.Days <= to).Sum(d => d.Left);
        foreach (var (document, days, left) in open)
        {
            var row = sheet.RowsUsed().Single(r => r.Cell(3).GetString() == document);
            Assert.Equal((document, (double)left), (document, row.Cell(6).CachedValue));
            Assert.Equal((document, (double)days), (document, row.Cell(7).CachedValue));
        }

        Assert.Equal(
            ["0–30 天 days", "31–60 天 days", "90 天以上 over 90 days"],
            new[] { "90000012", "90000009", "90000003" }.Select(document => sheet.RowsUsed()
                .Single(r => r.Cell(3).GetString() == document).Cell(8).CachedValue));
        var bands = sheet.Rows(5, 8).ToList();
        Assert.Equal("4 1 0 1", string.Join(' ', bands.Select(r => r.Cell(3).CachedValue)));
        Assert.Equal(
            [Aged(0, 30), Aged(31, 60), Aged(61, 90), Aged(91, 999)],
            bands.Select(r => (decimal)Assert.IsType<double>(r.Cell(4).CachedValue)));
        Told(sheet, "合计", 4, statement.Closing);
        Told(sheet, "期末余额", 4, statement.Closing);
        Assert.Equal("一致 agrees", Row(sheet, "期末余额").Cell(3).CachedValue);
        Told(sheet, "合计", 6, statement.Closing, last: true);
    }

    private static byte[] Filled(byte[] workbook, string answer)
    {
        using var book = new XLWorkbook(new MemoryStream(workbook));
        Answer(book.Worksheet("差异 Differences"), "90000031", answer, "");
        using var filled = new MemoryStream();
        book.SaveAs(filled);
        return filled.ToArray();
    }

    private static void Answer(IXLWorksheet sheet, string document, string answer, string reason)
    {
        var row = sheet.RowsUsed().Single(r => r.Cell(2).GetString() == document);
        row.Cell(10).SetValue<string>(answer);
        row.Cell(11).SetValue<string>(reason);
    }

    private static IXLRow Row(IXLWorksheet sheet, string label, bool last = false)
    {
        var rows = sheet.RowsUsed()
            .Where(r => r.Cell(1).GetString().StartsWith(label, StringComparison.Ordinal)).ToList();
        return last ? rows[^1] : rows[0];
    }

    private static void Told(IXLWorksheet sheet, string label, int column, decimal expected, bool last = false)
    {
        var cell = Row(sheet, label, last).Cell(column);
        Assert.True(cell.HasFormula, $"{sheet.Name} {cell.Address} holds no formula.");
        Assert.Equal((label, expected), (label, (decimal)Assert.IsType<double>(cell.CachedValue)));
    }

    private async Task<XLWorkbook> RecomputedAsync(byte[] workbook) =>
        new(new MemoryStream(await ResavedAsync(workbook)));

    private Task<byte[]> ResavedAsync(byte[] workbook) => Recomputed.OfAsync(
        Machine.Require("libreoffice-calc-nogui", "soffice", "libreoffice"), postgres.NewFolder(), workbook);
}
