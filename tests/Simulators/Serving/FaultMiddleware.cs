using System.Globalization;

namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// Makes requests go wrong at the place where a real partner's do: before the effect (500, 429, a web page instead of
/// data), after it (the answer never arrives) or in the middle of the answer (cut off).
/// </summary>
internal sealed class FaultMiddleware(RequestDelegate next, Faults faults)
{
    private const string Page = "<html><head><title>Logon</title></head><body><h1>Please log on</h1></body></html>";

    private int refusals;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/admin"))
        {
            await next(context);
        }
        else if (faults.Take("status500"))
        {
            await Answer.Write(context, 500, "text/html", "<html><body>500 Internal Server Error</body></html>");
        }
        else if (faults.Take("status429"))
        {
            // Both forms of Retry-After that the standard allows, in turn.
            context.Response.Headers.RetryAfter = Interlocked.Increment(ref refusals) % 2 == 1
                ? "1"
                : DateTimeOffset.UtcNow.AddSeconds(2).ToString("r", CultureInfo.InvariantCulture);
            await Answer.Write(context, 429, "text/plain", "Too Many Requests");
        }
        else if (faults.Take("html"))
        {
            await Answer.Write(context, 200, "text/html", Page);
        }
        else if (HttpMethods.IsPost(context.Request.Method) && faults.Take("timeoutAfterEffect"))
        {
            await Hold(context);
            context.Abort();
        }
        else if (faults.Take("truncate"))
        {
            await Truncate(context);
        }
        else
        {
            await next(context);
        }
    }

    private async Task Truncate(HttpContext context)
    {
        var wire = context.Response.Body;
        var whole = await Hold(context);
        context.Response.Body = wire;
        context.Response.ContentLength = whole.Length;
        await wire.WriteAsync(whole.AsMemory(0, whole.Length / 2));
        await wire.FlushAsync();
        // An abort resets the connection and throws away what the network still holds: let the first half arrive.
        await Task.Delay(200);
        context.Abort();
    }

    /// <summary>Lets the request have its effect, and keeps the answer from the wire.</summary>
    private async Task<byte[]> Hold(HttpContext context)
    {
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        return kept.ToArray();
    }
}
