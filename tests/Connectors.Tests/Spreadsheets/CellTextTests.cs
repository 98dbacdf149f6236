using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

public class CellTextTests
{
    [Theory]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("￥１，２３４．５", "1234.5")]
    [InlineData("¥ 12", "12")]
    [InlineData("RMB 1,000,000.00", "1000000.00")]
    [InlineData("99.75元", "99.75")]
    [InlineData("(12.00)", "-12.00")]
    [InlineData("（１２．００）", "-12.00")]
    [InlineData("12.00-", "-12.00")]
    [InlineData("-￥5", "-5")]
    [InlineData("￥-5", "-5")]
    [InlineData("−3", "-3")]
    [InlineData("+3", "3")]
    [InlineData(".5", "0.5")]
    public void Amounts_are_read_in_the_forms_people_write(string text, string expected)
    {
        Assert.True(AmountText.TryParse(text, out var value));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("1052,75")]
    [InlineData("1.234,50")]
    [InlineData("12,34,567")]
    [InlineData("3万")]
    [InlineData("5%")]
    [InlineData("1e5")]
    [InlineData("(-5)")]
    [InlineData("--5")]
    [InlineData("五")]
    [InlineData("")]
    [InlineData("12 箱")]
    [InlineData("99999999999999999999999999999999")]
    public void What_may_mean_two_things_or_nothing_is_no_amount(string text) =>
        Assert.False(AmountText.TryParse(text, out _));

    [Theory]
    [InlineData("2026-10-5")]
    [InlineData("2026/10/05")]
    [InlineData("2026.10.5")]
    [InlineData("2026年10月5日")]
    [InlineData("２０２６年１０月５日")]
    [InlineData("20261005")]
    [InlineData("2026-10-05 13:45:10")]
    [InlineData("2026-10-05T13:45:10")]
    [InlineData("5 Oct 2026")]
    [InlineData("October 5, 2026")]
    [InlineData(" 2026-10-05　")]
    public void Dates_are_read_in_the_forms_people_write(string text)
    {
        Assert.True(DateText.TryParse(text, out var date));
        Assert.Equal(new DateOnly(2026, 10, 5), date);
    }

    [Theory]
    [InlineData("05/10/2026")]
    [InlineData("10-5")]
    [InlineData("26-10-5")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("20260230")]
    [InlineData("0026-10-05")]
    [InlineData("十月五日")]
    public void What_may_be_two_days_or_none_is_no_date(string text) => Assert.False(DateText.TryParse(text, out _));

    [Theory]
    [InlineData(20261005)]
    [InlineData(46300)]
    public void A_number_in_a_date_column_is_a_written_day_or_a_day_number(int number)
    {
        Assert.True(DateText.TryParse((decimal)number, out var date));
        Assert.Equal(new DateOnly(2026, 10, 5), date);
    }

    [Theory]
    [InlineData("单 价（元）", "单价")]
    [InlineData("Item No.", "itemno.")]
    [InlineData(" 金额： ", "金额")]
    [InlineData("（元）", "(元)")]
    public void Headings_are_compared_without_blanks_units_and_case(string text, string expected) =>
        Assert.Equal(expected, CellText.Heading(text));

    [Theory]
    [InlineData(1, "A")]
    [InlineData(26, "Z")]
    [InlineData(27, "AA")]
    [InlineData(702, "ZZ")]
    [InlineData(16384, "XFD")]
    public void Columns_are_lettered_as_in_excel(int column, string letters) =>
        Assert.Equal(letters, CellAddress.Letters(column));
}
