using System.Globalization;
using DealerIntegration.Connectors.GenericHttp;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class InstantFormatTests
{
    [Theory]
    [InlineData("iso", null, "2026-10-31T09:05:00.25Z", "2026-10-31T09:05:00.25Z")]
    [InlineData("epochSeconds", null, "1793437500", "1793437501")]
    [InlineData("epochMilliseconds", null, "1793437500250", "1793437500250")]
    [InlineData("yyyy-MM-dd HH:mm:ss", "Asia/Shanghai", "2026-10-31 17:05:00", "2026-10-31 17:05:01")]
    [InlineData("yyyyMMddHHmm", "UTC", "202610310905", "202610310906")]
    [InlineData("yyyy-MM-dd", "Asia/Shanghai", "2026-10-31", "2026-11-01")]
    public void The_end_of_a_window_is_never_cut_short(string format, string? zone, string begin, string end)
    {
        var instant = DateTimeOffset.Parse("2026-10-31T17:05:00.25+08:00", CultureInfo.InvariantCulture);
        Assert.Null(InstantFormat.Problem(format, zone));
        Assert.Equal(begin, InstantFormat.Of(format, zone).Write(instant));
        Assert.Equal(end, InstantFormat.Of(format, zone).Write(instant, up: true));
    }

    [Theory]
    [InlineData("iso", "UTC")]
    [InlineData("yyyy-MM-dd", null)]
    [InlineData("yyyy-MM-dd", "Middle/Earth")]
    [InlineData("HH:mm", "UTC")]
    [InlineData("%", "UTC")]
    public void A_format_that_cannot_be_used_is_told(string format, string? zone) =>
        Assert.NotNull(InstantFormat.Problem(format, zone));
}
