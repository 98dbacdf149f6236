using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using static DealerIntegration.Connectors.Tests.Spreadsheets.AnsweredStatements;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Statements as dealers send them back: filled in, sorted, edited, stripped, or not ours at all.</summary>
public class StatementAnswerTests
{
    [Fact]
    public void Answers_to_items_and_balance_are_read_with_their_amounts()
    {
        var reading = Read(book =>
        {
            Item(book, "90000031", Confirmed);
            Item(book, "90000040", "有异议", "应为 80.00，见合同");
            Balance(book, "同意");
        });

        Assert.Empty(reading.Problems);
        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(
            [
                new("", 4000.20m, AnswerKind.Confirmed, null),
                new("90000031|", 700.30m, AnswerKind.Confirmed, null),
                new("90000040|7", 12.34m, AnswerKind.Disputed, "应为 80.00，见合同"),
            ],
            Answers(reading));
        Assert.Contains(reading.Notes, n => n.English.Contains("1 items are disputed", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_may_be_sorted_and_columns_added_before_between_and_behind()
    {
        var reading = Read(book =>
        {
            Item(book, "90000031", Confirmed);
            Item(book, "90000040", Disputed, "差一分");
            var sheet = Differences(book);
            Swap(sheet, RowOf(sheet, "90000031"), RowOf(sheet, "90000040"));
            sheet.Column(6).InsertColumnsBefore(1);
            sheet.Cell(3, 6).SetValue<string>("我的备注");
            sheet.Cell(5, 6).Value = 99;
            sheet.Column(1).InsertColumnsBefore(1);
            book.Worksheet(1).Column(1).InsertColumnsBefore(1);
        });

        Assert.Empty(reading.Problems);
        Assert.Equal(["90000031|", "90000040|7"], Answers(reading).Select(a => a.Item));
    }

    [Fact]
    public void A_cleared_item_column_is_made_up_for_by_documents_that_name_one_item()
    {
        var reading = Read(book =>
        {
            Item(book, "90000031", Confirmed);
            Differences(book).Column(12).Cells().Where(c => c.Address.RowNumber > 3).ToList()
                .ForEach(c => c.Clear(XLClearOptions.Contents));
        });

        Assert.Empty(reading.Problems);
        Assert.Equal(["90000031|"], Answers(reading).Select(a => a.Item));
    }

    [Theory]
    [InlineData("看情况", null, "answer-not-known")]
    [InlineData("不确认", "为什么", "answer-not-known")]
    [InlineData(Disputed, null, "dispute-without-reason")]
    [InlineData(null, "金额不对", "reason-without-answer")]
    public void An_answer_that_says_neither_or_lacks_its_reason_is_listed_with_its_cell(
        string? answer, string? reason, string code)
    {
        var reading = Read(book =>
        {
            Item(book, "90000031", answer, reason);
            Item(book, "90000040", Confirmed);
        });

        var problem = Assert.Single(reading.Problems);
        var row = RowOf(Differences(Books.Open(Workbook)), "90000031");
        Assert.Equal((code, $"{(answer is null ? "K" : "J")}{row}", answer ?? reason),
            (problem.Finding.Code, problem.Address, problem.Value));
        Assert.Equal(UploadVerdict.AcceptedWithRejects, reading.Verdict);
        Assert.Equal(["90000040|7"], Answers(reading).Select(a => a.Item));
        Assert.Equal((2, 1, 1),
            (reading.Tally.Lines, reading.Tally.AcceptedLines, reading.Tally.RejectedLines));
    }

    [Fact]
    public void An_item_that_the_statement_does_not_hold_is_listed()
    {
        var reading = Read(book =>
        {
            var row = RowOf(Differences(book), "90000031");
            Differences(book).Cell(row, 12).SetValue<string>("90009999|");
            Item(book, "90000031", Disputed, "x");
        });

        Assert.Contains(reading.Problems, p => p is { Finding.Code: "item-not-on-statement", Key: "90009999|" });
        Assert.Empty(Answers(reading));
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
    }

    [Fact]
    public void A_changed_amount_is_named_with_both_values_and_confirms_nothing_while_a_dispute_counts()
    {
        var reading = Read(book =>
        {
            var sheet = Differences(book);
            sheet.Cell(RowOf(sheet, "90000031"), 6).Value = 600.30m;
            Item(book, "90000031", Confirmed);
            Item(book, "90000040", Disputed, "金额不对");
            Balance(book, Confirmed);
        });

        var changed = Assert.Single(reading.Problems, p => p.Finding.Code == "figure-changed");
        Assert.StartsWith("F", changed.Address, StringComparison.Ordinal);
        Assert.Contains("700.30", changed.Finding.Message.English);
        Assert.Contains("600.30", changed.Finding.Message.English);
        Assert.Equal(2, reading.Problems.Count(p => p.Finding.Code == "confirmed-changed-figure"));
        Assert.Equal(["90000040|7"], Answers(reading).Select(a => a.Item));
    }

    [Fact]
    public void A_formula_typed_over_is_found_on_the_first_sheet()
    {
        var reading = Read(book =>
        {
            book.Worksheet(1).Cell("B16").Value = 3000m;
            Balance(book, Confirmed);
        });

        Assert.Equal(
            ["figure-changed B16", "confirmed-changed-figure B27"],
            reading.Problems.Select(p => $"{p.Finding.Code} {p.Address}"));
        Assert.Contains("4,000.20", reading.Problems[0].Finding.Message.Chinese);
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
    }

    [Fact]
    public void A_row_that_was_deleted_is_missed()
    {
        var reading = Read(book =>
        {
            Differences(book).Row(RowOf(Differences(book), "90000031")).Delete();
            Balance(book, Confirmed);
        });

        Assert.Contains(reading.Problems, p => p is { Finding.Code: "row-missing", Key: "90000031|" });
        Assert.Empty(Answers(reading));
    }

    [Fact]
    public void Two_answers_to_one_item_that_differ_are_both_refused()
    {
        var reading = Read(book =>
        {
            Item(book, "90000031", Confirmed);
            var sheet = Differences(book);
            var row = RowOf(sheet, "90000031");
            sheet.Cell(20, 12).SetValue<string>(sheet.Cell(row, 12).GetString());
            sheet.Cell(20, 10).SetValue<string>(Disputed);
            sheet.Cell(20, 11).SetValue<string>("两次");
        });

        Assert.Equal(2, reading.Problems.Count(p => p.Finding.Code == "answered-twice"));
        Assert.Empty(Answers(reading));
    }

    [Fact]
    public void A_file_without_any_answer_is_refused()
    {
        var reading = Read(_ => { });
        Assert.Equal("nothing-answered", Assert.Single(reading.Problems).Finding.Code);
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
    }

    [Fact]
    public void Answers_to_an_older_statement_count_where_the_newer_one_asks_the_same()
    {
        var newer = Statement with
        {
            Number = "DZ-D001-202610-2", Closing = 4100.20m, Differences = [Statement.Differences[1],
                Statement.Differences[0] with { Amount = 800.30m }],
        };
        var reading = Read(
            book =>
            {
                Item(book, "90000031", Confirmed);
                Item(book, "90000040", Disputed, "差一分");
                Balance(book, Confirmed);
            },
            current: Issued(newer, Workbook));

        Assert.Equal(["90000040|7"], Answers(reading).Select(a => a.Item));
        Assert.Equal(2, reading.Problems.Count(p => p.Finding.Code == "superseded-item"
            && p.Finding.Remedy.English.Contains("DZ-D001-202610-2", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sheet_of_differences_alone_as_csv_is_known_and_read()
    {
        var csv = "差异  Differences,,,,,,,对账单号  Statement no.,DZ-D001-202610-1\n"
            + "我方单据 Our document,差额 Difference,确认/异议 Confirm/dispute,异议原因 Reason,条目 Item\n"
            + "90000031,700.30,确认,,90000031|\n";
        var file = Books.Opened(System.Text.Encoding.UTF8.GetBytes(csv), "差异.csv");

        Assert.Equal("DZ-D001-202610-1", StatementFile.NumberIn(file));
        var reading = AnswerReader.Read(file, "D001", Issued(Statement, Workbook), Issued(Statement, Workbook));
        Assert.Equal(["90000031|"], Answers(reading).Select(a => a.Item));
    }

    [Fact]
    public void A_changed_amount_is_found_in_a_csv_and_on_a_sheet_with_another_name()
    {
        var issued = Differences(Books.Open(Workbook));
        var lines = issued.RowsUsed().Select(r => string.Join(',', Enumerable.Range(1, 12).Select(
            c => $"\"{r.Cell(c).GetString()}\""))).ToList();
        var at = lines.FindIndex(l => l.Contains("90000031", StringComparison.Ordinal));
        lines[at] = lines[at].Replace("\"700.3\"", "\"700.31\"", StringComparison.Ordinal)
            .Replace("\"\",\"\",\"90000031|\"", "\"确认\",\"\",\"90000031|\"", StringComparison.Ordinal);
        var csv = Books.Opened(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines)), "差异.csv");
        var renamed = Books.Opened(
            Filled(book =>
            {
                var sheet = Differences(book);
                sheet.Cell(RowOf(sheet, "90000031"), 6).Value = 700.31m;
                Item(book, "90000031", Confirmed);
                sheet.Name = "Sheet2";
            }),
            "b.xlsx");

        Assert.All([csv, renamed], file =>
        {
            var reading = AnswerReader.Read(file, "D001", Issued(Statement, Workbook), null);
            Assert.Contains(reading.Problems, p => p is { Finding.Code: "figure-changed", Key: "90000031|" });
            Assert.Contains(reading.Problems, p => p.Finding.Code == "confirmed-changed-figure");
            Assert.Empty(Answers(reading));
        });
    }

    [Fact]
    public void The_hidden_mark_is_enough_where_the_first_sheet_was_deleted_and_the_first_sheet_where_the_mark_was()
    {
        var withoutMain = Books.Edit(Workbook, book => book.Worksheet(1).Delete());
        var withoutMark = Books.Edit(Workbook, book => book.Worksheet("对账单标识 Mark").Delete());

        Assert.Equal("DZ-D001-202610-1", StatementFile.NumberIn(Books.Opened(withoutMain, "a.xlsx")));
        Assert.Equal("DZ-D001-202610-1", StatementFile.NumberIn(Books.Opened(withoutMark, "b.xlsx")));
        Assert.Null(StatementFile.NumberIn(Books.Opened(Samples.CleanLedger(), "c.xlsx")));
    }

    [Fact]
    public void A_marked_reply_that_was_corrected_is_read_again()
    {
        var content = Filled(book => Item(book, "90000031", "看情况"));
        var file = Books.Opened(content, "a.xlsx");
        var first = AnswerReader.Read(file, "D001", Issued(Statement, Workbook), Issued(Statement, Workbook));
        var reply = UploadReply.Write(first, file, ReplyLanguage.Chinese, "abc")[0];
        Assert.Equal("a.标注.xlsx", reply.Name);
        var corrected = Books.Edit(reply.Content, book => Item(book, "90000031", Confirmed));

        var second = AnswerReader.Read(
            Books.Opened(corrected, "a.标注.xlsx"), "D001", Issued(Statement, Workbook), Issued(Statement, Workbook));

        Assert.Empty(second.Problems);
        Assert.Equal(["90000031|"], Answers(second).Select(a => a.Item));
    }

    [Fact]
    public void A_statement_that_was_never_issued_or_went_to_another_dealer_is_refused()
    {
        var file = Books.Opened(Filled(book => Balance(book, Confirmed)), "a.xlsx");

        var unknown = AnswerReader.Read(file, "D001", null, null);
        var other = AnswerReader.Read(file, "D002", Issued(Statement, Workbook), null);

        Assert.Equal(
            ["unknown-statement DZ-D001-202610-1", "other-dealers-statement DZ-D001-202610-1"],
            unknown.Problems.Concat(other.Problems).Select(p => $"{p.Finding.Code} {p.Value}"));
        Assert.All([unknown, other], r => Assert.Equal((UploadVerdict.Refused, 0), (r.Verdict, Answers(r).Count)));
    }
}
