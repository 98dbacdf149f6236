using System.Text.Json;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Values;

public sealed class PeriodTests
{
    [Fact]
    public void Both_ends_belong_to_the_month()
    {
        var february = Period.Parse("2028-02");
        Assert.Equal((new DateOnly(2028, 2, 1), new DateOnly(2028, 2, 29)), (february.Start, february.End));
        Assert.True(february.Contains(february.Start) && february.Contains(february.End));
        Assert.False(february.Contains(february.End.AddDays(1)));
    }

    [Fact]
    public void The_year_turns_both_ways()
    {
        Assert.Equal("2027-01", Period.Parse("2026-12").Next.ToString());
        Assert.Equal("2026-12", Period.Parse("2027-01").Previous.ToString());
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("202610")]
    [InlineData("2026-10-01")]
    [InlineData("")]
    public void Anything_but_year_and_month_is_refused(string text) =>
        Assert.Throws<FormatException>(() => Period.Parse(text));

    [Fact]
    public void In_json_it_is_the_text_people_write()
    {
        Assert.Equal("\"2026-10\"", JsonSerializer.Serialize(new Period(2026, 10)));
        Assert.Equal(new Period(2026, 10), JsonSerializer.Deserialize<Period>("\"2026-10\""));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Period>("\"October\""));
    }
}
