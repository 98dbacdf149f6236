using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

public sealed class PlainNumberTests
{
    [Theory]
    [InlineData(20_000)]
    public void Reads_what_the_general_way_reads(int numbers)
    {
        var random = new Random(7);
        for (var i = 0; i < numbers; i++)
        {
            var places = random.Next(0, 9);
            var whole = random.NextInt64(-999_999_999_999_999, 999_999_999_999_999) / Power(random.Next(0, 15));
            var value = new decimal(whole) / Power(places);
            var text = value.ToString(CultureInfo.InvariantCulture);
            var plain = PlainNumber.TryParse(Encoding.ASCII.GetBytes(text), out var read);
            Assert.Equal(text.Count(char.IsAsciiDigit) <= 15, plain);
            Assert.True(!plain || (read == value && read.Scale == value.Scale), text);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1E5")]
    [InlineData("1,000")]
    [InlineData("1.2.3")]
    [InlineData("1234567890123456")]
    public void Leaves_everything_else_to_it(string text) =>
        Assert.False(PlainNumber.TryParse(Encoding.ASCII.GetBytes(text), out _));

    [Theory]
    [InlineData("12.5", true)]
    [InlineData("0", true)]
    [InlineData("-0.5", true)]
    [InlineData("100", true)]
    [InlineData("12.50", false)]
    [InlineData("007", false)]
    [InlineData("-0", false)]
    public void Tells_a_number_written_as_a_person_would(string text, bool tidy) =>
        Assert.Equal(tidy, PlainNumber.IsTidy(Encoding.ASCII.GetBytes(text)));

    private static long Power(int exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
