using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class ResultWorkbookTests
{
    [Fact]
    public void A_statement_proves_its_closing_balance_and_leaves_no_residual()
    {
        using var workbook = Books.Open(StatementWorkbook.Write(ResultSamples.Statement(), ReplyLanguage.Chinese));
        var sheet = workbook.Worksheet(1);

        Assert.Equal(1500.00m, Value(sheet, "期初余额"));
        Assert.Equal(3700.30m, Value(sheet, "加：发票"));
        Assert.Equal(-200.10m, Value(sheet, "减：退货"));
        Assert.Equal(-1000.00m, Value(sheet, "减：回款"));
        Assert.Equal(4000.20m, Value(sheet, "期末余额  Closing"));
        Assert.Equal("一致 agrees", Computed(Row(sheet, "系统期末余额").Cell(4)));
        Assert.Equal(700.30m, Number(Row(sheet, "其中：已查明").Cell(4)));
        Assert.Equal(0m, Number(Row(sheet, "未解释差额").Cell(4)));
    }

    [Fact]
    public void A_difference_without_a_cause_stays_in_the_residual()
    {
        var statement = ResultSamples.Statement();
        var open = statement with { Differences = [statement.Differences[0] with { Cause = null },
            .. statement.Differences.Skip(1)] };
        using var workbook = Books.Open(StatementWorkbook.Write(open, ReplyLanguage.Chinese));
        var sheet = workbook.Worksheet(1);

        Assert.Equal(statement.Differences[0].Amount, Number(Row(sheet, "未解释差额").Cell(4)));
        Assert.Equal("尚有未解释 open", Computed(Row(sheet, "未解释差额").Cell(3)));
    }

    [Fact]
    public void A_statement_whose_documents_do_not_add_up_says_so()
    {
        using var workbook = Books.Open(StatementWorkbook.Write(
            ResultSamples.Statement() with { Closing = 4000.21m }, ReplyLanguage.English));

        Assert.Equal("不一致 differs", Computed(Row(workbook.Worksheet(1), "系统期末余额").Cell(4)));
    }

    [Fact]
    public void An_order_reply_lists_what_was_asked_and_what_was_accepted()
    {
        using var workbook = Books.Open(OrderReplyWorkbook.Write(ResultSamples.Orders(), ReplyLanguage.English));
        var sheet = workbook.Worksheet(1);

        Assert.Equal(12m, Number(sheet.Cell("F7")));
        Assert.Equal(10m, Number(sheet.Cell("G7")));
        Assert.Equal(102.00m, Number(sheet.Cell("L7")));
        Assert.Equal("Only 10 in stock. [stock-short]", sheet.Cell("M7").GetString());
        Assert.Equal(102.00m, Number(sheet.Cell("L9")));
    }

    [Fact]
    public void Every_stored_result_is_what_its_formula_gives()
    {
        foreach (var content in new[]
        {
            StatementWorkbook.Write(ResultSamples.Statement(), ReplyLanguage.Chinese),
            RebateWorkbook.Write(RebateSamples.Settlement(), ReplyLanguage.English),
            OrderReplyWorkbook.Write(ResultSamples.Orders(), ReplyLanguage.Chinese),
        })
        {
            using var workbook = Books.Open(content);
            var formulas = workbook.Worksheets.SelectMany(s => s.CellsUsed()).Where(c => c.HasFormula).ToList();
            Assert.NotEmpty(formulas);
            Assert.All(formulas, cell => Assert.Equal(Computed(cell), Stored(cell)));
        }
    }

    [Fact]
    public void The_same_input_gives_the_same_cells()
    {
        var first = Cells(StatementWorkbook.Write(ResultSamples.Statement(), ReplyLanguage.Chinese));

        Assert.Equal(first, Cells(StatementWorkbook.Write(ResultSamples.Statement(), ReplyLanguage.Chinese)));
    }

    [Fact]
    public void Empty_results_are_valid_workbooks()
    {
        var statement = ResultSamples.Statement() with
        {
            Documents = [], Matches = [], Differences = [], Closing = 1500.00m, DealerOpening = 1500.00m,
                DealerClosing = 1500.00m,
        };
        using var workbook = Books.Open(StatementWorkbook.Write(statement, ReplyLanguage.Chinese));
        Assert.Equal("一致 agrees", Computed(Row(workbook.Worksheet(1), "系统期末余额").Cell(4)));

        using var rebates = Books.Open(
            RebateWorkbook.Write(RebateSamples.Settlement() with { Policies = [] }, ReplyLanguage.Chinese));
        using var orders = Books.Open(
            OrderReplyWorkbook.Write(ResultSamples.Orders() with { Lines = [] }, ReplyLanguage.Chinese));
        Assert.Single(rebates.Worksheets);
        Assert.Single(orders.Worksheets);
    }

    [Fact]
    public void A_name_that_looks_like_a_formula_stays_text()
    {
        using var workbook = Books.Open(OrderReplyWorkbook.Write(
            ResultSamples.Orders() with { DealerName = "=1+1" }, ReplyLanguage.Chinese));

        Assert.All(workbook.Worksheet(1).CellsUsed().Where(c => c.Address.RowNumber < 7),
            c => Assert.False(c.HasFormula));
    }

    private static List<string> Cells(byte[] content)
    {
        using var workbook = Books.Open(content);
        return [.. workbook.Worksheets.SelectMany(s => s.CellsUsed())
            .Select(c => $"{c.Address.ToStringFixed(XLReferenceStyle.A1, true)}={c.FormulaA1}{c.Value}")];
    }

    private static IXLRow Row(IXLWorksheet sheet, string label) => sheet.RowsUsed()
        .First(r => r.Cell(1).GetString().StartsWith(label, StringComparison.Ordinal));

    private static decimal Value(IXLWorksheet sheet, string label) => Number(Row(sheet, label).Cell(2));

    private static decimal Number(IXLCell cell) => Convert.ToDecimal(cell.Value);

    private static string Computed(IXLCell cell) => Text(cell.Value);

    private static string Stored(IXLCell cell) => Text(cell.CachedValue);

    private static string Text(object value) =>
        value is double number ? ((decimal)number).ToString("0.00")
        : decimal.TryParse(value?.ToString(), out var parsed) ? parsed.ToString("0.00")
        : value?.ToString() ?? "";
}
