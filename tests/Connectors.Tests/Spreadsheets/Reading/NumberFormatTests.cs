using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

public sealed class NumberFormatTests
{
    [Theory]
    [InlineData("yyyy-mm-dd")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\";@")]
    [InlineData("[$-804]m/d/yy")]
    [InlineData("mmm-yy")]
    [InlineData("[Red]dd.mm.yyyy hh:mm")]
    public void Knows_a_date(string format) => Assert.Equal(NumberLook.Date, NumberFormats.Look(format).Look);

    [Theory]
    [InlineData("hh:mm:ss")]
    [InlineData("[h]:mm")]
    [InlineData("mm:ss.0")]
    public void Knows_a_time_of_day(string format) => Assert.Equal(NumberLook.Time, NumberFormats.Look(format).Look);

    [Theory]
    [InlineData("General")]
    [InlineData("G/通用格式")]
    [InlineData("#,##0.00_);[Red](#,##0.00)")]
    [InlineData("0.00E+00")]
    [InlineData("0\" days\"")]
    [InlineData("#,##0\\d")]
    [InlineData("0%")]
    [InlineData("_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ")]
    public void Takes_an_amount_for_an_amount(string format) =>
        Assert.Equal(NumberLook.Plain, NumberFormats.Look(format).Look);

    [Fact]
    public void Keeps_the_width_of_a_code_that_was_typed_as_a_number() =>
        Assert.Equal((NumberLook.Padded, 6), NumberFormats.Look("000000"));
}
