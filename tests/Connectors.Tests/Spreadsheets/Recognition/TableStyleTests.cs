using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>What may be read in two ways is settled by the rest of the table, or asked.</summary>
public class TableStyleTests
{
    // An amount that is only wrong: the column neither uses the comma nor is written by hand throughout.
    [Fact]
    public void A_single_comma_settles_nothing()
    {
        var row = Amounts("1052,75元", "12.50", "3");

        Assert.Null(row[0].Number);
    }

    [Fact]
    public void One_amount_with_both_marks_settles_the_others()
    {
        var row = Amounts("1052,75元", "1.234,50", "1,234");

        Assert.Equal([1052.75m, 1234.50m, 1.234m], row.Select(c => c.Number!.Value));
        Assert.Equal("1052,75元", row[0].Text);
    }

    [Fact]
    public void Three_commas_and_no_point_settle_it_and_two_do_not()
    {
        Assert.Equal([12.5m, 7.95m, 1052.75m], Amounts("12,5", "7,95", "1052,75").Select(c => c.Number!.Value));
        Assert.All(Amounts("12,5", "7,95", "x"), c => Assert.Null(c.Number));
    }

    [Fact]
    public void A_table_that_uses_both_marks_before_decimals_settles_nothing() =>
        Assert.All(Amounts("1.234,50", "12,50", "12.50"), c => Assert.Null(c.Number));

    [Fact]
    public void Thousands_stay_thousands_where_nothing_speaks_against_it()
    {
        var reading = Read("1,234", "5", "6");

        Assert.Equal([1234m, 5m, 6m], reading.Documents.Select(d => d.Values[4]));
    }

    [Theory]
    [InlineData("13/10/2026", "03/04/2026", "2026-04-03")]
    [InlineData("10/13/2026", "03/04/2026", "2026-03-04")]
    [InlineData("13.10.2026", "3-4-2026", "2026-04-03")]
    public void One_date_that_is_only_one_day_settles_the_others(string certain, string open, string day)
    {
        var found = Stock(certain, open, "05/05/2026");

        Assert.Empty(found.Problems);
        Assert.Equal(day, Cells(found, 2)[1].Date!.Value.ToString("yyyy-MM-dd"));
    }

    [Fact]
    public void Two_hands_in_one_table_settle_nothing()
    {
        var found = Stock("13/04/2026", "04/13/2026", "01/02/2026");

        Assert.All(Cells(found, 2), c => Assert.Null(c.Date));
    }

    [Fact]
    public void A_column_that_nobody_reads_was_written_by_the_same_hand()
    {
        var found = Sheets.Find(
            null, "商品编码|库存日期|在库数量|生产日期", "P-0001|'03/04/2026|1|'9/21/2025", "P-0002|'05/06/2026|1|'1/2/2025");

        Assert.Equal([3, 5], Cells(found, 2).Select(c => c.Date!.Value.Month));
    }

    [Theory]
    [InlineData("03/04/2026", "05/06/2026", "01/02/2026")]
    public void Dates_that_nothing_settles_are_asked_about(string a, string b, string c)
    {
        var found = Stock(a, b, c);

        var question = Assert.Single(found.Problems);
        Assert.Equal(("ask-dates", 2), (question.Finding.Code, question.Column));
    }

    [Fact]
    public void Dates_that_must_be_of_the_month_are_read_so_that_all_of_them_are()
    {
        var found = Sheets.Find(null, "日期|金额", "'03/10/2026|1", "'04/10/2026|2", "'12/10/2026|3");

        Assert.Equal([3, 4, 12], Cells(found, 1).Select(c => c.Date!.Value.Day));
    }

    [Fact]
    public void One_odd_date_among_others_is_no_question_but_a_bad_cell()
    {
        var found = Stock("2026-10-31", "2026-10-30", "'03/04/2026");

        Assert.Empty(found.Problems);
        Assert.Null(Cells(found, 2)[2].Date);
    }

    [Theory]
    [InlineData("25/10/2026", 25)]
    [InlineData("10/25/2026", 25)]
    [InlineData("10.10.2026", 10)]
    public void A_date_that_is_only_one_day_needs_no_other(string text, int day)
    {
        Assert.True(ValueReader.TryDate(new GridCell(1, 1, text, CellKind.Text), out var date));
        Assert.Equal(new DateOnly(2026, 10, day), date);
    }

    private static LayoutResult Stock(params string[] dates) => Sheets.Find(
        null,
        [
            "商品编码|库存日期|在库数量",
            .. dates.Select((d, i) => $"P-000{i + 1}|{(d.StartsWith("2026") ? d : "'" + d.Trim('\''))}|1"),
        ]);

    private static List<GridCell> Amounts(params string[] amounts) => Cells(
        Sheets.Find(null, ["商品编码|库存日期|在库数量", .. amounts.Select((a, i) => $"P-000{i + 1}|2026-10-31|'{a}")]), 3);

    private static UploadReading Read(params string[] amounts) => Books.Read(System.Text.Encoding.UTF8.GetBytes(
        "商品编码\t库存日期\t在库数量\n" + string.Concat(amounts.Select((a, i) => $"P-000{i + 1}\t2026-10-31\t{a}\n"))), "a.tsv");

    private static List<GridCell> Cells(LayoutResult found, int column) =>
        [.. found.Tables[0].Sheet.Rows.Skip(1).Select(r => r.At(column)!)];
}
