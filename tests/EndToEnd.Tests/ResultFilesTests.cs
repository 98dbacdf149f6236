using System.Globalization;
using ClosedXML.Excel;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>What the dealers get says the same as the database, to the cent, also in a spreadsheet program.</summary>
public sealed class ResultFilesTests(PostgresFixture postgres, ClearMonth clear)
{
    private const string Dealers = "D001 D003 D010 D016";

    [Fact]
    public async Task Statements_tell_what_the_reconciliation_found()
    {
        var stage = await clear.StageAsync(postgres);
        foreach (var dealer in Dealers.Split(' '))
        {
            using var book = new XLWorkbook(Find(stage, dealer, "对账单"));
            var sheet = book.Worksheet(1);
            var told = $"{Number(sheet, "期末余额", 2)} {Number(sheet, "期末余额", 3, last: true)} "
                + $"{Number(sheet, "其中：原因待查", 4)} {Number(sheet, "未解释差额", 4)}";

            Assert.Equal(
                await stage.AskAsync<string>(
                    $"""
                    SELECT concat_ws(' ', round(our_closing, 2), round(their_closing, 2),
                                     round(difference - explained, 2), round(residual, 2))
                      FROM result.reconciliation WHERE dealer_code = '{dealer}'
                    """),
                told);
        }
    }

    [Fact]
    public async Task The_open_documents_of_every_statement_come_to_the_closing_balance_of_the_reconciliation()
    {
        var stage = await clear.StageAsync(postgres);
        var told = Directory.EnumerateFiles(stage.Folder.Outbox, "对账单_*.xlsx", SearchOption.AllDirectories)
            .Select(file =>
            {
                using var book = new XLWorkbook(file);
                var sheet = book.Worksheet("账龄 Ageing");
                var open = sheet.RowsUsed().Where(row => row.Cell(7).HasFormula).ToList();
                Assert.NotEmpty(open);
                Assert.Equal(Number(sheet, "合计", 4), Cents.Of(open.Sum(row => row.Cell(6).GetDouble())));
                return $"{Path.GetFileName(file).Split('_')[1]} {Number(sheet, "合计", 4)}";
            })
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            await stage.AskAsync<string>(
                """
                SELECT string_agg(dealer_code || ' ' || round(our_closing, 2), E'\n' ORDER BY dealer_code COLLATE "C")
                  FROM result.reconciliation
                """),
            string.Join('\n', told));
    }

    [Fact]
    public async Task Rebate_settlements_add_up_to_what_is_paid()
    {
        var stage = await clear.StageAsync(postgres);
        var sum = 0m;
        foreach (var file in Directory.EnumerateFiles(
            stage.Folder.Outbox, "返利结算单_*.xlsx", SearchOption.AllDirectories))
        {
            using var book = new XLWorkbook(file);
            sum += decimal.Parse(Number(book.Worksheet(1), "合计", 8), CultureInfo.InvariantCulture);
        }

        Assert.NotEqual(0m, sum);
        Assert.Equal(await stage.AskAsync<decimal>("SELECT sum(payable) FROM result.rebate"), sum);
        Assert.Equal(await stage.AskAsync<decimal>("SELECT sum(amount) FROM delivery.posting"), sum);
    }

    [Fact]
    public async Task A_spreadsheet_that_is_none_is_answered_and_its_dealer_is_incomplete()
    {
        var stage = await clear.StageAsync(postgres);
        Assert.Equal(
            "incomplete",
            await stage.AskAsync<string>("SELECT status FROM result.reconciliation WHERE dealer_code = 'D013'"));
        Assert.Equal(
            "往来账_2026-10.xlsx Refused",
            await stage.AskAsync<string>(
                "SELECT file_name || ' ' || verdict FROM raw.upload "
                + "WHERE dealer_code = 'D013' AND reason IS NOT NULL"));
        Assert.Contains(
            "not an Excel workbook",
            await stage.AskAsync<string>("SELECT reason FROM raw.upload WHERE verdict = 'Refused'"),
            StringComparison.Ordinal);
        using var answer = new XLWorkbook(Find(stage, "D013", "往来账_2026-10.拒收"));
        var said = string.Join('\n', answer.Worksheets.SelectMany(s => s.CellsUsed()).Select(c => c.GetString()));
        Assert.Contains("往来账_2026-10.xlsx", said, StringComparison.Ordinal);
        Assert.Contains("未接收，请更正后重新提交", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spreadsheet_program_computes_the_same()
    {
        var office = Machine.Require("libreoffice-calc-nogui", "soffice", "libreoffice");
        var stage = await clear.StageAsync(postgres);
        var files = Dealers.Split(' ')
            .SelectMany(dealer => new[] { Find(stage, dealer, "对账单"), Find(stage, dealer, "返利结算单") }).ToList();

        var compared = await Recomputed.CompareAsync(office, postgres.NewFolder(), files);

        Assert.True(compared > 200, $"Only {compared} formulas were compared.");
    }

    private static string Find(Stage stage, string dealer, string title) => Assert.Single(
        Directory.EnumerateFiles(Path.Combine(stage.Folder.Outbox, dealer), title + "*"));

    /// <summary>The amount beside the first (or last) cell of column A that begins with these words.</summary>
    private static string Number(IXLWorksheet sheet, string words, int column, bool last = false)
    {
        var rows = sheet.Column(1).CellsUsed()
            .Where(c => c.GetString().StartsWith(words, StringComparison.Ordinal)).ToList();
        return Cents.Of((last ? rows[^1] : rows[0]).WorksheetRow().Cell(column).GetDouble());
    }
}
