using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Corrections;

/// <summary>Rows to correct come back alone or beside the marked sheet, and find their place by their key.</summary>
public class CorrectionTests
{
    private readonly Correspondence letters = new();

    [Fact]
    public void The_reply_holds_the_failing_rows_as_typed_with_key_reason_and_marks()
    {
        var content = Samples.BrokenStock();
        using var workbook = Books.Open(letters.Send(content).Reply.Content);
        var sheet = workbook.Worksheet(Correspondence.ToCorrect);
        var file = Correspondence.Sha(content)[..12];

        Assert.Equal(["处理结果 Result", Correspondence.ToCorrect, "Sheet1"], workbook.Worksheets.Select(s => s.Name));
        Assert.Equal(["原列", "", "A", "B", "C", "D", "E"], Texts(sheet, 4, 7));
        Assert.Equal(["行标识", "问题与处理办法", "商品编码", "商品名称", "库存日期", "在库数量", "单位"], Texts(sheet, 5, 7));
        Assert.Equal(
            [$"{file}/Sheet1/3", $"{file}/Sheet1/4", $"{file}/Sheet1/5"],
            Enumerable.Range(6, 3).Select(r => sheet.Cell(r, 1).GetString()));
        Assert.StartsWith("[below-minimum] 在库数量：", sheet.Cell("B7").GetString(), StringComparison.Ordinal);
        Assert.Equal(["C6", "F7", "F8"], sheet.CellsUsed(XLCellsUsedOptions.Comments)
            .Where(c => c.HasComment).Select(c => c.Address.ToString()));
        Assert.Equal(-3, sheet.Cell("F7").GetDouble());
        Assert.Equal("约二十", sheet.Cell("F8").GetString());
        Assert.True(workbook.Worksheet("Sheet1").AutoFilter.IsEnabled);
    }

    [Fact]
    public void Corrected_rows_sent_alone_are_taken_and_nothing_else()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, receipt) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Cell("C6").Value = "P-0009";
            sheet.Cell("F7").Value = 3;
            sheet.Cell("F8").Value = 20;
        }), "待更正.xlsx");

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal([3L, 4L, 5L], reading.Documents.Select(d => d.Place.Row));
        Assert.Equal(3, reading.RowsRead);
        using var workbook = Books.Open(receipt.Content);
        Assert.Single(workbook.Worksheets);
    }

    [Fact]
    public void What_is_still_wrong_or_was_left_out_is_asked_for_again_under_the_same_keys()
    {
        var content = Samples.BrokenStock();
        var reply = letters.Send(content).Reply.Content;
        var second = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Cell("C6").Value = "P-0009";
            sheet.Cell("F7").Value = -1;
            sheet.Row(8).Delete();
        }));

        Assert.Equal(UploadVerdict.AcceptedWithRejects, second.Reading.Verdict);
        Assert.Equal(["D4", "D5"], second.Reading.Problems.Select(p => p.Address));
        Assert.Equal([3L], second.Reading.Documents.Select(d => d.Place.Row));
        using (var workbook = Books.Open(second.Reply.Content))
        {
            var sheet = workbook.Worksheet(Correspondence.ToCorrect);
            Assert.Equal(
                ["3 P-0009 7", "4 P-0002 -1", "5 P-0003 约二十"],
                Enumerable.Range(6, 3).Select(r => string.Join(
                    ' ', sheet.Cell(r, 1).GetString().Split('/')[2], sheet.Cell(r, 3).GetString(),
                    sheet.Cell(r, 6).GetString())));
            Assert.StartsWith(
                Correspondence.Sha(content)[..12], sheet.Cell("A6").GetString(), StringComparison.Ordinal);
        }

        var third = letters.Send(Correspondence.Alone(second.Reply.Content, sheet =>
        {
            sheet.Cell("F7").Value = 1;
            sheet.Cell("F8").Value = 20;
        }));
        Assert.Equal(UploadVerdict.Accepted, third.Reading.Verdict);
        Assert.Equal([3L, 4L, 5L], third.Reading.Documents.Select(d => d.Place.Row));
    }

    [Fact]
    public void Two_corrections_of_the_first_reply_add_up()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        letters.Send(Correspondence.Alone(reply, sheet => sheet.Cell("C6").Value = "P-0009"));
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Row(6).Delete();
            sheet.Cell("F6").Value = 3;
            sheet.Cell("F7").Value = 20;
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal([4L, 5L], reading.Documents.Select(d => d.Place.Row));
    }

    [Fact]
    public void Rows_left_as_they_came_do_not_undo_what_an_earlier_correction_has_put_right()
    {
        var reply = letters.Send(Samples.MessyLedger(sheet =>
        {
            sheet.Cell("B8").Value = "05/10/2026";
            sheet.Cell("C12").Value = "赠送";
        }), "往来.xlsx").Reply.Content;
        letters.Send(Correspondence.Alone(reply, sheet => sheet.Cell("D6").Value = new DateTime(2026, 10, 9)));
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet => sheet.Cell("E7").Value = "采购"));

        Assert.Empty(reading.Problems);
        Assert.Equal(5, Assert.Single(reading.Documents).Lines.Count);
    }

    [Fact]
    public void A_row_that_was_corrected_before_is_not_changed_by_an_older_sheet()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        letters.Send(Correspondence.Alone(reply, sheet => sheet.Cell("F7").Value = 3));
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet => sheet.Cell("F7").Value = 9));

        var problem = Assert.Single(reading.Problems, p => p.Finding.Code == "already-corrected");
        Assert.Equal(("D4", "9"), (problem.Address, problem.Value));
        Assert.Contains("“3”", problem.Finding.Message.Chinese, StringComparison.Ordinal);
        Assert.Equal(3m, reading.Documents.Single(d => d.Place.Row == 4).Values[4]);
    }

    [Fact]
    public void A_ledger_becomes_whole_by_its_corrected_rows()
    {
        var reply = letters.Send(Samples.MessyLedger(sheet =>
        {
            sheet.Cell("B8").Value = "05/10/2026";
            sheet.Cell("C12").Value = "赠送";
        }), "往来.xlsx").Reply.Content;
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Cell("D6").Value = new DateTime(2026, 10, 9);
            sheet.Cell("E7").Value = "采购";
        }));

        Assert.Empty(reading.Problems);
        Assert.Equal(5, Assert.Single(reading.Documents).Lines.Count);
    }

    [Fact]
    public void A_corrected_row_completes_its_order_and_leaves_the_others_alone()
    {
        var reply = letters.Send(Samples.Orders(sheet => sheet.Cell("D3").SetValue<string>("P-9"))).Reply.Content;
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet => Find(sheet, "P-9").Value = "P-0002"));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(2, Assert.Single(reading.Documents).Lines.Count);
    }

    [Theory]
    [InlineData("0123456789ab/Sheet1/3", "row-key-unknown")]
    [InlineData("feedfeedfeed/Sheet1/3", "row-key-other-dealer")]
    [InlineData("not a key", "row-key-missing")]
    [InlineData("", "row-key-missing")]
    public void A_key_that_names_no_row_of_the_dealers_is_told_and_its_row_stays_in_sight(string key, string code)
    {
        letters.OfOthers.Add("feedfeedfeed00");
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, answer) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Row(8).Delete();
            sheet.Row(7).Delete();
            sheet.Cell("A6").SetValue<string>(key);
        }));

        var problem = Assert.Single(reading.Problems);
        Assert.Equal((code, "A6"), (problem.Finding.Code, problem.Address));
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        using var workbook = Books.Open(answer.Content);
        var sheet = workbook.Worksheet(Correspondence.ToCorrect);
        Assert.Equal((key, "X-9"), (sheet.Cell("A6").GetString(), sheet.Cell("C6").GetString()));
    }

    [Fact]
    public void Keys_that_stand_twice_or_name_no_row_of_their_file_are_told()
    {
        var content = Samples.BrokenStock();
        var reply = letters.Send(content).Reply.Content;
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Cell("A7").SetValue<string>(sheet.Cell("A6").GetString());
            sheet.Cell("A8").SetValue<string>($"{Correspondence.Sha(content)[..12]}/Sheet1/99");
        }));

        Assert.Equal(
            ["A6 row-key-twice", "A7 row-key-twice", "A8 row-key-unknown"],
            reading.Problems.Where(p => p.Sheet == Correspondence.ToCorrect)
                .Select(p => $"{p.Address} {p.Finding.Code}").Order());
    }

    [Fact]
    public void Columns_may_be_moved_and_left_out()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Cell("C6").Value = "P-0009";
            sheet.Cell("F7").Value = 3;
            sheet.Cell("F8").Value = 20;
            sheet.Column("D").Delete();
            sheet.Column("C").InsertColumnsBefore(2);
        }));

        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Equal(3, reading.Documents.Count);
    }

    [Fact]
    public void Beside_the_marked_sheet_each_place_may_be_corrected_once()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, answer) = letters.Send(Books.Edit(reply, workbook =>
        {
            workbook.Worksheet(Correspondence.ToCorrect).Cell("C6").Value = "P-0009";
            workbook.Worksheet("Sheet1").Cell("D4").Value = 3;
            workbook.Worksheet("Sheet1").Cell("D5").Value = "二十";
        }));

        Assert.Equal(["D5"], reading.Problems.Select(p => p.Address));
        Assert.Equal(4, reading.Documents.Count);
        using var marked = Books.Open(answer.Content);
        Assert.Equal("P-0009", marked.Worksheet("Sheet1").Cell("A3").GetString());
        Assert.Equal("二十", marked.Worksheet(Correspondence.ToCorrect).Cell("F6").GetString());
    }

    [Fact]
    public void What_was_corrected_differently_in_both_places_is_told_with_both()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, _) = letters.Send(Books.Edit(reply, workbook =>
        {
            workbook.Worksheet(Correspondence.ToCorrect).Cell("F7").Value = 3;
            workbook.Worksheet("Sheet1").Cell("D4").Value = 4;
        }), language: ReplyLanguage.English);

        var problem = Assert.Single(reading.Problems, p => p.Finding.Code == "corrected-differently");
        Assert.Equal(("Sheet1", "D4", "4"), (problem.Sheet, problem.Address, problem.Value));
        Assert.Contains(
            $"{Correspondence.ToCorrect}!F7 ('3')", problem.Finding.Message.English, StringComparison.Ordinal);
        Assert.DoesNotContain(reading.Documents, d => d.Place.Row == 4);
    }

    [Fact]
    public void A_sheet_that_lost_its_keys_is_told_and_not_taken_for_data()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet => sheet.Column("A").Delete()));

        Assert.Equal("row-key-columns", Assert.Single(reading.Problems).Finding.Code);
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
    }

    [Fact]
    public void A_row_emptied_beside_its_key_is_dropped()
    {
        var reply = letters.Send(Samples.BrokenStock()).Reply.Content;
        var (reading, _) = letters.Send(Correspondence.Alone(reply, sheet =>
        {
            sheet.Range("C6:G6").Clear(XLClearOptions.Contents);
            sheet.Cell("F7").Value = 3;
            sheet.Cell("F8").Value = 20;
        }));

        Assert.Empty(reading.Problems);
        Assert.Equal([4L, 5L], reading.Documents.Select(d => d.Place.Row));
    }

    private static IEnumerable<string> Texts(IXLWorksheet sheet, int row, int columns) =>
        Enumerable.Range(1, columns).Select(c => sheet.Cell(row, c).GetString());

    private static IXLCell Find(IXLWorksheet sheet, string text) =>
        sheet.CellsUsed().Single(c => c.GetString() == text);
}
