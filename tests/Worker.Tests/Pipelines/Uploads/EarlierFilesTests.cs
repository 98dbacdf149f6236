using ClosedXML.Excel;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>What came before is taken once whatever the name and the bytes, and what is replaced is told.</summary>
public sealed class EarlierFilesTests(PostgresFixture postgres)
{
    private const string Files = "SELECT file_name, verdict, same_as FROM raw.upload ORDER BY id";

    [Fact]
    public async Task The_same_rows_saved_again_add_nothing_and_the_receipt_says_so()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var content = Workbooks.Ledger("D001", 100m, 100m);
        await stage.SendAsync("ledger.xlsx", content);
        var again = SavedAgain(content);
        Assert.NotEqual(content, again);
        await stage.SendAsync("往来账（最终）.xlsx", again);
        Assert.Equal(["ledger.xlsx|Accepted|", "往来账（最终）.xlsx|Accepted|1"], await stage.Hub.RowsAsync(Files));
        Assert.Equal(1, await stage.Hub.CountAsync("canonical.ledger"));
        Assert.Matches("与此前收到的文件“ledger.xlsx”（.*）完全相同，未作任何更改", stage.Reply("往来账（最终）.回执.xlsx"));
    }

    [Fact]
    public async Task What_replaces_an_earlier_file_is_told_with_its_change()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        await stage.SendAsync("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await stage.SendAsync("new.xlsx", Workbooks.Ledger("D001", 120m, 120m));
        Assert.Equal(["ledger.xlsx|Accepted|", "new.xlsx|Accepted|"], await stage.Hub.RowsAsync(Files));
        var reply = stage.Reply("new.回执.xlsx");
        Assert.Contains("D001|2026-10 此前已在文件“ledger.xlsx”", reply);
        Assert.Contains("改动：期末余额 100 → 120。", reply);
    }

    [Fact]
    public async Task An_earlier_file_that_was_replaced_counts_when_it_is_sent_again()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var first = Workbooks.Ledger("D001", 100m, 100m);
        await stage.SendAsync("first.xlsx", first);
        await stage.SendAsync("second.xlsx", Workbooks.Ledger("D001", 120m, 120m));
        await stage.SendAsync("first.xlsx", first);
        Assert.Equal(["100"], await stage.Hub.RowsAsync(
            "SELECT closing_balance FROM canonical.ledger WHERE until_seq = 9223372036854775807"));
        // And so on: what was read last is what counts.
        await stage.SendAsync("second again.xlsx", Workbooks.Ledger("D001", 120m, 120m));
        Assert.Equal(["120"], await stage.Hub.RowsAsync(
            "SELECT closing_balance FROM canonical.ledger WHERE until_seq = 9223372036854775807"));
    }

    [Fact]
    public async Task What_an_interrupted_run_has_left_in_the_folder_has_not_come_again()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var first = Workbooks.Ledger("D001", 100m, 100m);
        var time = new DateTime(2026, 11, 1, 8, 0, 0, DateTimeKind.Utc);
        stage.Put("first.xlsx", first, changed: time);
        await stage.Hub.SucceedAsync("uploads", period: DropStage.Period);
        await stage.SendAsync("second.xlsx", Workbooks.Ledger("D001", 120m, 120m));
        stage.Put("first.xlsx", first, changed: time);
        await stage.Hub.SucceedAsync("uploads", period: DropStage.Period);
        Assert.Equal(["120"], await stage.Hub.RowsAsync(
            "SELECT closing_balance FROM canonical.ledger WHERE until_seq = 9223372036854775807"));
    }

    [Fact]
    public async Task Of_a_stock_list_only_the_counts_that_change_are_told()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        await stage.SendAsync("a.xlsx", Tables.Stock(("2026-10-30", 40m), ("2026-10-31", 38m)));
        await stage.SendAsync("b.xlsx", Tables.Stock(("2026-10-30", 40m), ("2026-10-31", 39m), ("2026-11-01", 37m)));
        var reply = stage.Reply("b.回执.xlsx");
        Assert.Contains("D001|P1|2026-10-31 此前已在文件“a.xlsx”", reply);
        Assert.Contains("改动：在库数量 38 → 39。", reply);
        Assert.DoesNotContain("D001|P1|2026-10-30", reply);
    }

    private static byte[] SavedAgain(byte[] content)
    {
        using var workbook = new XLWorkbook(new MemoryStream(content));
        workbook.Worksheet(1).Column(1).Width = 33;
        workbook.Worksheet(1).Cell("A1").Style.Font.SetBold();
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }
}
