using DealerIntegration.Connectors.Mapping.Converting;

namespace DealerIntegration.Connectors.Tests.Idoc;

public sealed class IdocValuesTests
{
    [Theory]
    [InlineData("100.00-", "-100.00")]
    [InlineData("         1.000", "1.000")]
    [InlineData("12 -", "-12")]
    [InlineData("-7.5", "-7.5")]
    [InlineData("0.000-", "0.000")]
    public void A_sign_behind_the_digits_counts(string text, string number)
    {
        Assert.Null(Converters.Find("idocNumber")!.Convert(text, out var value));
        Assert.Equal(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("-")]
    [InlineData("1-2")]
    [InlineData("-1-")]
    [InlineData("*")]
    public void What_is_no_number_is_refused(string text) =>
        Assert.Equal("not-a-number", Converters.Find("idocNumber")!.Convert(text, out _)!.Code);

    [Theory]
    [InlineData("20261031", 2026)]
    [InlineData("00000000", null)]
    [InlineData("        ", null)]
    public void Eight_zeros_are_no_date(string text, int? year)
    {
        Assert.Null(Converters.Find("idocDate")!.Convert(text, out var value));
        Assert.Equal(year, ((DateOnly?)value)?.Year);
    }

    [Theory]
    [InlineData("20261301")]
    [InlineData("2026-10-31")]
    [InlineData("99991332")]
    public void What_is_no_date_is_refused(string text) =>
        Assert.Equal("not-an-idoc-date", Converters.Find("idocDate")!.Convert(text, out _)!.Code);

    [Theory]
    [InlineData("0000001460", "1460")]
    [InlineData("00A7", "00A7")]
    [InlineData("0000000000", "0")]
    [InlineData("EDI-001", "EDI-001")]
    [InlineData(" 000010 ", "10")]
    public void Zeros_are_taken_from_numbers_and_left_on_names(string text, string code)
    {
        Assert.Null(Converters.Find("alpha")!.Convert(text, out var value));
        Assert.Equal(code, value);
    }
}
