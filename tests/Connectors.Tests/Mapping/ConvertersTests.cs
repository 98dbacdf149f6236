using DealerIntegration.Connectors.Mapping.Converting;

namespace DealerIntegration.Connectors.Tests.Mapping;

public sealed class ConvertersTests
{
    [Theory]
    [InlineData("0.00", "0.00")]
    [InlineData("-1234.50", "-1234.50")]
    [InlineData("120.00000000000000", "120.00000000000000")]
    [InlineData("00000000000000000000000000000120.5000000000000000000", "120.5000000000000000000")]
    [InlineData("99999999999999999.99", "99999999999999999.99")]
    public void A_decimal_is_kept_exactly_with_the_scale_of_the_source(string text, string expected) =>
        Assert.Equal(expected, Good("decimal", text)!.ToString());

    [Theory]
    [InlineData("1,234.50", "not-a-number")]
    [InlineData("1e3", "not-a-number")]
    [InlineData(" 1", "not-a-number")]
    [InlineData("1.2345678901234567890123456789", "not-exact")]
    [InlineData("0.00000000000000000000000000001", "not-exact")]
    public void A_decimal_that_would_have_to_be_guessed_or_rounded_is_refused(string text, string code) =>
        Assert.Equal(code, Bad("decimal", text));

    [Theory]
    [InlineData("2026-10-31", "2026-10-31")]
    [InlineData("2026-10-31 23:59:59", "2026-10-31")]
    [InlineData("2026-10-31T23:59:59.120", "2026-10-31")]
    [InlineData("2026-10-31T23:59:59+08:00", "2026-10-31")]
    [InlineData("2026-10-31T00:00:00Z", "2026-10-31")]
    [InlineData("2026-10-31T00:00:00.000Z", "2026-10-31")]
    public void A_business_date_is_the_day_that_is_written(string text, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Good("date", text));

    [Theory]
    [InlineData("/Date(1793404800000)/", "2026-10-31")]
    [InlineData("/Date(-86400000)/", "1969-12-31")]
    [InlineData("/Date(1793404800000+0000)/", "2026-10-31")]
    [InlineData("2026-10-31T00:00:00.0000000", "2026-10-31")]
    public void A_SAP_date_is_a_day_in_UTC_wherever_it_is_read(string text, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Good("sapDate", text));

    [Theory]
    [InlineData("/Date(1472796947125+0000)/")]
    [InlineData("/Date(1472796947125)/")]
    public void A_SAP_instant_keeps_its_milliseconds(string text) =>
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1472796947125), Good("sapInstant", text));

    [Theory]
    [InlineData("sapInstant", "/Date(1472796947125+0480)/", "not-a-sap-instant")]
    [InlineData("sapDate", "/Date(1472796947125+0000)/", "not-a-sap-date")]
    [InlineData("sapDate", "/Date()/", "not-a-sap-date")]
    [InlineData("sapDate", "/Date(99999999999999999)/", "not-a-sap-date")]
    [InlineData("date", "31.10.2026", "not-a-date")]
    [InlineData("date", "2026-02-30", "not-a-date")]
    [InlineData("date", "2026-10-31T16:00:00Z", "not-a-date")]
    [InlineData("date:dd/MM/yyyy", "10/31/2026", "not-a-date")]
    [InlineData("localDate:Asia/Shanghai", "2026-10-31 16:00:00", "not-an-instant")]
    [InlineData("epochSeconds", "1793437500000", "not-an-epoch")]
    [InlineData("epochMilliseconds", "1793437500", "not-an-epoch")]
    [InlineData("epochSeconds", "-5", "not-an-epoch")]
    [InlineData("instant", "2026-10-31T09:05:00", "not-an-instant")]
    [InlineData("integer", "12.0", "not-an-integer")]
    [InlineData("integerText", "17850.5", "not-an-integer-code")]
    [InlineData("localInstant:Europe/Berlin", "2026-03-29 02:30:00", "no-such-local-time")]
    public void What_cannot_be_read_for_certain_is_refused(string converter, string text, string code) =>
        Assert.Equal(code, Bad(converter, text));

    [Theory]
    [InlineData("date:dd.MM.yyyy", "31.10.2026")]
    [InlineData("date:yyyyMMdd", "20261031")]
    [InlineData("date:MM/dd/yyyy HH:mm", "10/31/2026 23:15")]
    [InlineData("localDate:Asia/Shanghai", "2026-10-30T16:00:00Z")]
    [InlineData("localDate:Asia/Shanghai", "2026-10-31T23:59:59.5+08:00")]
    public void A_date_is_read_in_the_form_or_on_the_clock_that_the_mapping_names(string converter, string text) =>
        Assert.Equal(new DateOnly(2026, 10, 31), Good(converter, text));

    [Theory]
    [InlineData("date:HH:mm")]
    [InlineData("date:MM-dd")]
    [InlineData("date:%")]
    [InlineData("localDate:Nowhere/None")]
    public void A_form_that_names_no_day_is_no_converter(string converter) => Assert.Null(Converters.Find(converter));

    [Theory]
    [InlineData("epochSeconds", "1793437500", "2026-10-31T09:05:00Z")]
    [InlineData("epochMilliseconds", "1793437500120", "2026-10-31T09:05:00.12Z")]
    [InlineData("epochMilliseconds", "0", null)]
    public void What_is_counted_since_1970_is_an_instant(string converter, string text, string? expected) =>
        Assert.Equal(expected, Good(converter, text));

    [Fact]
    public void A_local_time_becomes_UTC_by_the_named_zone() => Assert.Equal(
        new DateTimeOffset(2026, 10, 31, 16, 30, 0, TimeSpan.Zero),
        Good("localInstant:Asia/Shanghai", "2026-11-01 00:30:00"));

    [Theory]
    [InlineData("trimZeros", "000010", "10")]
    [InlineData("trimZeros", "000", "0")]
    [InlineData("trimZeros", "D001", "D001")]
    [InlineData("trim", " a b ", "a b")]
    [InlineData("upper", "ab", "AB")]
    [InlineData("integerText", "17850.0", "17850")]
    [InlineData("integerText", "00012", "00012")]
    [InlineData("traceCode", "(01)04012345111118(21)a7", "/01/04012345111118/21/a7")]
    [InlineData("traceCode", " xk-0001 ", "XK-0001")]
    public void Codes_are_brought_to_one_form(string converter, string text, string expected) =>
        Assert.Equal(expected, Good(converter, text));

    private static object? Good(string name, string text)
    {
        Assert.Null(Converters.Find(name)!.Convert(text, out var value));
        return value;
    }

    private static string Bad(string name, string text)
    {
        var complaint = Converters.Find(name)!.Convert(text, out var value);
        Assert.Null(value);
        Assert.NotEmpty(complaint!.Remedy);
        return complaint.Code;
    }
}
