using ClosedXML.Excel;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Uploads;

namespace DealerIntegration.Worker.Tests.Commands;

/// <summary>What came, what is missing, and a template that can be sent back, from the command line.</summary>
public sealed class UploadsCommandTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_template_of_the_command_line_filled_in_and_dropped_is_taken_without_a_problem()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        await stage.Hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", new DateOnly(2026, 10, 2), 10m, product: "P2"));
        var file = Path.Combine(postgres.NewFolder(), "stock.xlsx");
        var (code, said) = await TypeAsync(stage, "template", "stock", "--dealer", "D001", "--out", file);
        Assert.True(code == 0, said);
        Assert.Contains("1 products offered", said);
        using (var workbook = new XLWorkbook(file))
        {
            var sheet = workbook.Worksheet(1);
            var heading = sheet.RowsUsed().Single(r => r.Cell(1).GetString() == "商品编码*").RowNumber();
            sheet.Cell(heading + 1, 1).SetValue<string>("P2");
            sheet.Cell(heading + 1, 3).SetValue(new DateTime(2026, 10, 31));
            sheet.Cell(heading + 1, 4).SetValue(7);
            workbook.Save();
        }

        await stage.SendAsync("stock.xlsx", await File.ReadAllBytesAsync(file));
        Assert.Equal(["Accepted|stock|1|0|0"], await stage.Hub.RowsAsync(
            "SELECT verdict, dataset, rows_in, rejected, warnings FROM raw.upload"));
        Assert.Equal(["P2|7"], await stage.Hub.RowsAsync("SELECT product_code, on_hand FROM canonical.stock"));
    }

    [Theory]
    [InlineData("There is no kind of file 'shoes'; there are", "template", "shoes", "--dealer", "D001")]
    [InlineData("There is no dealer 'D9'", "template", "ledger", "--dealer", "D9")]
    [InlineData("'fr' is no language", "template", "ledger", "--dealer", "D001", "--language", "fr")]
    [InlineData("There is no file 77", "show", "77")]
    public async Task What_cannot_be_is_said_with_what_can(string expected, params string[] words)
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var (code, said) = await TypeAsync(stage, words);
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains(expected, said);
    }

    [Fact]
    public async Task A_file_that_is_there_is_not_written_over()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var file = Path.Combine(postgres.NewFolder(), "filled-in.xlsx");
        await File.WriteAllTextAsync(file, "work of an hour");
        var (code, said) = await TypeAsync(stage, "template", "orders", "--dealer", "D001", "--out", file);
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("is there already", said);
        Assert.Equal("work of an hour", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Files_are_listed_and_one_is_shown_with_its_problems_and_its_bytes()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        var broken = Workbooks.Ledger("D001", 100m, 150m);
        await stage.SendAsync("bad\u202e.xlsx", "no workbook"u8.ToArray());
        await stage.SendAsync("ledger.xlsx", broken);
        await stage.SendAsync("stock.xlsx", Tables.Stock(("2026-10-31", 5m)), "D002");
        var (_, list) = await TypeAsync(stage, "--period", DropStage.Period);
        Assert.Contains("Files 3", list);
        Assert.Matches("D001 +- +2026-10 +refused +0 +1 folder +folder +bad.xlsx", list);
        Assert.Matches("D002 +stock +2026-10 +taken +1 +0 folder +folder +stock.xlsx", list);
        Assert.Matches("D001 +ledger +2026-10 +refused +1 +1 folder +folder +ledger.xlsx", list);
        var (_, ofOne) = await TypeAsync(stage, "--dealer", "D002");
        Assert.Contains("Files 1", ofOne);

        var id = await stage.Hub.ScalarAsync<long>("SELECT id FROM raw.upload WHERE file_name = 'ledger.xlsx'");
        var copy = Path.Combine(postgres.NewFolder(), "copy.xlsx");
        var (_, shown) = await TypeAsync(stage, "show", $"{id}", "--save", copy);
        Assert.Contains("Verdict  refused: 1 rows, 1 problems, 0 warnings", shown);
        Assert.Contains("balance-does-not-roll", shown);
        Assert.Contains("Came 1 times:", shown);
        Assert.Contains("by folder, D001/ledger.xlsx, answered in the outbox folder", shown);
        Assert.Equal(broken, await File.ReadAllBytesAsync(copy));
    }

    [Fact]
    public async Task What_each_dealer_owes_and_has_not_sent_is_told()
    {
        await using var stage = await DropStage.OpenAsync(postgres);
        await stage.SendAsync("ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        await stage.SendAsync("ledger.xlsx", Workbooks.Ledger("D002", 100m, 150m), "D002");
        await stage.SendAsync(
            "stock.xlsx", Tables.Of(
                ["商品编码", "库存日期", "在库数量"], ["P1", "2026-10-31", 5m], ["X9", "2026-10-31", 5m]));
        // Its own system has given what the dealer would have to send.
        await stage.Hub.SeedAsync(
            Datasets.StockMovements,
            Documents.Of(Datasets.StockMovements, [("dealer_code", "D002"), ("period", DropStage.Period)]));
        var (_, said) = await TypeAsync(stage, "missing", "--period", DropStage.Period);
        Assert.Contains("ledger           2 expected: 1 taken, 0 in part, 1 refused, 0 missing", said);
        Assert.Contains("stock            2 expected: 0 taken, 1 in part, 0 refused, 1 missing", said);
        Assert.Contains("stock-movements  2 expected: 1 taken, 0 in part, 0 refused, 1 missing", said);
        Assert.Matches(@"D001 +stock +taken in part +file 3: 1 problems in 2 rows", said);
        Assert.Matches(@"D001 +stock-movements +missing", said);
        Assert.Matches(@"D002 +ledger +refused +file 2: ", said);
        Assert.Matches(@"D002 +stock +missing", said);
        Assert.DoesNotMatch(@"D002 +stock-movements", said);
        Assert.DoesNotMatch(@"D001 +ledger", said);
    }

    private static Task<(int Code, string Said)> TypeAsync(DropStage stage, params string[] words) =>
        stage.Hub.TypeAsync(UploadsCommand.Create(), ["uploads", .. words]);
}
