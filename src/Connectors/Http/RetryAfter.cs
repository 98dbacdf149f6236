using System.Globalization;
using System.Net.Http.Headers;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// The pause a partner asks for: Retry-After in either form, seconds or a date by its own clock, or else the moment its
/// quota is filled again.
/// </summary>
internal static class RetryAfter
{
    private static readonly string[] Remaining =
        ["RateLimit-Remaining", "X-RateLimit-Remaining", "X-Rate-Limit-Remaining"];
    private static readonly string[] Reset = ["RateLimit-Reset", "X-RateLimit-Reset", "X-Rate-Limit-Reset"];

    // Some write how many seconds are left, some the moment itself, in seconds or milliseconds; no pause is this long.
    private const long FirstEpochSecond = 1_000_000_000;
    private const long FirstEpochMillisecond = 1_000_000_000_000;

    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time)
    {
        var now = headers.Date ?? time.GetUtcNow();
        var wanted = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,

            // The partner's clock may differ from ours: its own Date header is the better "now" for its date.
            { Date: { } date } => date - now,
            _ => IsUsedUp(headers) ? UntilReset(headers, now) : null,
        };
        return wanted < TimeSpan.Zero ? TimeSpan.Zero : wanted;
    }

    /// <summary>Whether the partner says that its quota of calls is used up.</summary>
    public static bool IsUsedUp(HttpResponseHeaders headers) => First(headers, Remaining) == "0";

    private static TimeSpan? UntilReset(HttpResponseHeaders headers, DateTimeOffset now) =>
        long.TryParse(First(headers, Reset), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? reset switch
            {
                < FirstEpochSecond => TimeSpan.FromSeconds(reset),
                < FirstEpochMillisecond => DateTimeOffset.FromUnixTimeSeconds(reset) - now,
                < 100 * FirstEpochMillisecond => DateTimeOffset.FromUnixTimeMilliseconds(reset) - now,
                _ => null,
            }
            : null;

    private static string? First(HttpResponseHeaders headers, string[] names) => names
        .Select(name => headers.TryGetValues(name, out var values) ? values.First().Trim() : null)
        .FirstOrDefault(value => value is not null);
}
