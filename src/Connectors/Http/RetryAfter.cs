using System.Net.Http.Headers;

namespace DealerIntegration.Connectors.Http;

/// <summary>The pause a partner asks for, in either form: seconds, or a date by its own clock.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time)
    {
        var wanted = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,

            // The partner's clock may differ from ours: its own Date header is the better "now" for its date.
            { Date: { } date } => date - (headers.Date ?? time.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wanted < TimeSpan.Zero ? TimeSpan.Zero : wanted;
    }
}
