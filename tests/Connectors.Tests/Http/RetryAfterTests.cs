using System.Net;
using DealerIntegration.Connectors.Http;
using Microsoft.Extensions.Time.Testing;

namespace DealerIntegration.Connectors.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly FakeTimeProvider Noon = new(new DateTimeOffset(2026, 10, 31, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("120", null, 120)]
    [InlineData("Sat, 31 Oct 2026 12:00:30 GMT", null, 30)]
    [InlineData("Sat, 31 Oct 2026 12:00:30 GMT", "Sat, 31 Oct 2026 12:00:20 GMT", 10)]
    [InlineData("Sat, 31 Oct 2026 11:00:00 GMT", null, 0)]
    public void Both_forms_are_understood_and_a_date_is_read_by_the_partners_clock(
        string asked, string? date, int seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("Retry-After", asked);
        if (date is not null)
        {
            response.Headers.TryAddWithoutValidation("Date", date);
        }

        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Of(response.Headers, Noon));
    }

    [Theory]
    [InlineData("0", "30", 30)]
    [InlineData("0", "1793448030", 30)]
    [InlineData("0", "1793448030000", 30)]
    [InlineData("0", "1793447000", 0)]
    [InlineData("0", "soon", null)]
    [InlineData("5", "30", null)]
    public void A_quota_that_is_used_up_asks_for_a_pause_until_it_is_full(string left, string reset, int? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Remaining", left);
        response.Headers.TryAddWithoutValidation("X-RateLimit-Reset", reset);
        var wanted = RetryAfter.Of(response.Headers, Noon);
        Assert.Equal(seconds, (int?)wanted?.TotalSeconds);
    }

    [Fact]
    public void Without_the_header_nothing_is_asked_for()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        Assert.Null(RetryAfter.Of(response.Headers, Noon));
    }
}
