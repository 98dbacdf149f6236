using System.IO.Compression;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Checks;
using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Checks;

/// <summary>What reads well and looks wrong all the same: rows entered twice, another month, other dealers.</summary>
public sealed class FileSenseTests
{
    [Fact]
    public void A_row_that_repeats_another_under_its_number_is_marked_and_taken()
    {
        var reading = Books.Read(Movements(sheet =>
        {
            Move(sheet, 4, 5, "SO-1", 3m);
            Move(sheet, 5, 5, "SO-2", 3m);
            Move(sheet, 6, 5, "SO-1", 3m);
        }));
        Assert.Equal((UploadVerdict.Accepted, 1), (reading.Verdict, reading.Warnings));
        var warning = Assert.Single(reading.Problems);
        Assert.Equal(
            ("repeated-row", "A6", CheckSeverity.Warning),
            (warning.Finding.Code, warning.Address, warning.Severity));
        Assert.Contains("row 4", warning.Finding.Message.English);
        Assert.Empty(reading.Rejected);
        Assert.Equal(3, Assert.Single(reading.Documents).Lines.Count);
    }

    [Fact]
    public void Equal_rows_without_a_number_and_rows_that_differ_in_one_cell_are_nothing_strange()
    {
        var reading = Books.Read(Movements(sheet =>
        {
            Move(sheet, 4, 5, null, 3m);
            Move(sheet, 5, 5, null, 3m);
            Move(sheet, 6, 5, "SO-1", 3m);
            Move(sheet, 7, 5, "SO-1", 3.5m);
            Move(sheet, 8, 6, "SO-1", 3m);
        }));
        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData(CheckSeverity.Off, UploadVerdict.Accepted, 0)]
    [InlineData(CheckSeverity.Error, UploadVerdict.Refused, 1)]
    public void The_configuration_says_what_a_repeated_row_is_worth(
        CheckSeverity severity, UploadVerdict verdict, int problems)
    {
        var file = Movements(sheet =>
        {
            Move(sheet, 4, 5, "SO-1", 3m);
            Move(sheet, 5, 5, "SO-1", 3m);
        });
        IReadOnlyList<UploadDefinition> definitions =
            [.. Books.Definitions.Select(d => d with { Checks = new UploadChecks { RepeatedRows = severity } })];
        var reading = UploadReader.Read(Books.Opened(file, "m.xlsx"), Books.Dealer, definitions, new Known());
        Assert.Equal((verdict, problems, 0), (reading.Verdict, reading.Rejected.Count, reading.Warnings));
    }

    [Fact]
    public void A_file_of_another_month_is_one_problem_and_not_one_of_every_row()
    {
        var file = Movements(sheet =>
        {
            for (var row = 0; row < 500; row++)
            {
                Move(sheet, 4 + row, 1 + (row % 30), $"SO-{row}", 1m, month: 9);
            }
        });
        var reading = Books.Read(file);
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("other-month", "A4"), (problem.Finding.Code, problem.Address));
        Assert.Equal(
            "All 500 rows are dated in 2026-09; the open period is 2026-10.", problem.Finding.Message.English);
        Assert.Empty(reading.Documents);
    }

    [Fact]
    public void A_few_rows_of_another_month_are_each_marked()
    {
        var reading = Books.Read(Movements(sheet =>
        {
            Move(sheet, 4, 5, "SO-1", 3m, month: 9);
            Move(sheet, 5, 5, "SO-2", 3m, month: 9);
            Move(sheet, 6, 5, "SO-3", 3m);
        }));
        Assert.Equal(["outside-period", "outside-period"],
            reading.Problems.Where(p => p.Row is not null).Select(p => p.Finding.Code));
    }

    [Fact]
    public void A_dealer_named_in_a_row_must_be_known()
    {
        var reading = Books.Read(Movements(sheet =>
        {
            Move(sheet, 4, 5, "T-1", 3m);
            sheet.Cell(4, 2).SetValue<string>("调入");
            sheet.Cell(4, 5).SetValue<string>("d002");
            Move(sheet, 5, 5, "T-2", 3m);
            sheet.Cell(5, 2).SetValue<string>("调出");
            sheet.Cell(5, 5).SetValue<string>("D02");
        }));
        Assert.Equal([("unknown-dealer", "E5", "D02")], reading.Problems.Select(
            p => (p.Finding.Code, p.Address!, p.Value!)));
    }

    [Fact]
    public void All_that_is_wrong_in_a_row_is_told_at_once()
    {
        var reading = Books.Read(Movements(sheet =>
        {
            Move(sheet, 4, 5, "SO-1", -3m, month: 9);
            sheet.Cell(4, 2).SetValue<string>("卖了");
            sheet.Cell(4, 3).SetValue<string>("X-1");
            sheet.Cell(4, 5).SetValue<string>("D9");
        }));
        Assert.Equal(
            [
                "outside-period A4", "value-not-listed B4", "unknown-product C4", "not-above-zero D4",
                "unknown-dealer E4",
            ],
            reading.Problems.Where(p => p.Row is not null).Select(p => $"{p.Finding.Code} {p.Address}"));
    }

    [Fact]
    public void A_warning_is_marked_in_another_colour_and_a_file_with_warnings_is_taken()
    {
        var file = Movements(sheet =>
        {
            Move(sheet, 4, 5, "SO-1", 3m);
            Move(sheet, 5, 5, "SO-1", 3m);
        });
        var opened = Books.Opened(file, "m.xlsx");
        var reading = UploadReader.Read(opened, Books.Dealer, Books.Definitions, new Known());
        var reply = Assert.Single(UploadReply.Write(reading, opened, ReplyLanguage.Chinese, new string('0', 64)));
        using var workbook = Books.Open(reply.Content);
        var cell = workbook.Worksheet("Sheet1").Cell("A5");
        Assert.Equal(Look.WarnFill.Color, cell.Style.Fill.BackgroundColor.Color);
        Assert.Contains("第 4 行", cell.Comment.Text);
    }

    [Fact]
    public void A_later_finding_refuses_its_document_only_where_it_is_an_error()
    {
        var stock = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "商品编码", "库存日期", "在库数量");
            sheet.Row(2, "P-0001", "2026-10-31", 1);
            sheet.Row(3, "P-0002", "2026-10-31", 2);
        }));
        var finding = new Finding("x", new("问题", "problem"), new("处理", "remedy"));
        var warned = stock.With([new RowFinding(stock.Documents[0], "on_hand", "1", finding, CheckSeverity.Warning)]);
        Assert.Equal(
            (UploadVerdict.Accepted, 2, 1, 0),
            (warned.Verdict, warned.Documents.Count, warned.Warnings, warned.Rejected.Count));
        var refused = stock.With([new RowFinding(stock.Documents[1], "on_hand", "2", finding, CheckSeverity.Error)]);
        Assert.Equal(
            (UploadVerdict.AcceptedWithRejects, 1, 1L, "C3"),
            (refused.Verdict, refused.Documents.Count, refused.Tally.RejectedLines, refused.Problems[0].Address));
        var both = stock.With([.. stock.Documents.Select(
            d => new RowFinding(d, "on_hand", null, finding, CheckSeverity.Error))]);
        Assert.Equal((UploadVerdict.Refused, 0), (both.Verdict, both.Documents.Count));
    }

    [Theory]
    [InlineData("十月.zip")]
    [InlineData("stock.RAR")]
    public void An_archive_is_refused_with_what_to_do_instead(string name)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("stock.xlsx").Open();
            entry.Write(Movements(sheet => Move(sheet, 4, 5, "SO-1", 3m)));
        }

        var problem = Assert.Single(Books.Read(stream.ToArray(), name).Problems);
        Assert.Equal("archive", problem.Finding.Code);
        Assert.Contains("Unpack it", problem.Finding.Remedy.English);
    }

    private static byte[] Movements(Action<IXLWorksheet> fill) => Books.Make(sheet =>
    {
        sheet.Row(1, "经销商编码", "D001");
        sheet.Row(3, "日期", "出入库类型", "商品编码", "数量", "对方经销商", "单据号");
        fill(sheet);
    });

    private static void Move(
        IXLWorksheet sheet, int row, int day, string? document, decimal quantity, int month = 10) =>
        sheet.Row(row, new DateOnly(2026, month, day), "销售出库", "P-0001", quantity, null, document);
}
