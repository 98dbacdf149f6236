using System.Globalization;

namespace DealerIntegration.Simulators.Serving;

/// <summary>
/// Makes calls go wrong at the place where a real partner's do: before the effect (a status, a web page instead of
/// data), after it (the answer never arrives) or in the middle of the answer (cut off). It also notes who called.
/// </summary>
internal sealed class FaultMiddleware(RequestDelegate next, PartnerParts parts)
{
    private const string Page = "<html><head><title>Logon</title></head><body><h1>Please log on</h1></body></html>";

    private const string Dump = "<html><body>500 Internal Server Error</body></html>";

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/admin"))
        {
            await next(context);
            return;
        }

        if (request.Host.Port == new Uri(parts.OtherHost).Port)
        {
            parts.Traffic.NoteStray();
            await Answer.Write(context, 200, "application/json", "{}");
            return;
        }

        var kind = parts.Wire.KindOf(request);
        parts.Traffic.Note(new Call(kind, request.Method, $"{request.Path}{request.QueryString}")
        {
            Credentials = Credentials(request),
        });
        context.Response.Headers.Date = parts.Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        var fault = parts.Faults.TakeCommon(kind);
        if (fault is null)
        {
            await next(context);
        }
        else if (!await BeforeEffect(context, fault))
        {
            await AfterEffect(context, fault);
        }
    }

    /// <summary>False: the fault comes later, when the partner has done what it was asked.</summary>
    private async Task<bool> BeforeEffect(HttpContext context, string fault)
    {
        switch (fault)
        {
            case "status429":
                context.Response.Headers.RetryAfter = "2";
                await Answer.Write(context, 429, "text/plain", "Too Many Requests");
                return true;
            case "status429Date":
                context.Response.Headers.RetryAfter =
                    parts.Clock.GetUtcNow().AddSeconds(2).ToString("r", CultureInfo.InvariantCulture);
                await Answer.Write(context, 429, "text/plain", "Too Many Requests");
                return true;
            case "echo":
                await Answer.Write(context, 500, "text/html", await Quoted(context.Request));
                return true;
            case "status500":
                await Answer.Write(context, 500, "text/html", Dump);
                return true;
            case "html":
                await Answer.Write(context, 200, "text/html", Page);
                return true;
            case "redirect":
                context.Response.Headers.Location =
                    $"{parts.OtherHost}{context.Request.Path}{context.Request.QueryString}";
                await Answer.Write(context, 302, "text/plain", "Moved");
                return true;
            case "errorInside":
                await parts.Wire.TellAsync(context, Trouble.Busy);
                return true;
            case "refuse":
                await parts.Wire.TellAsync(context, Trouble.Refused);
                return true;
            case "tokenExpired":
                await parts.Wire.TellAsync(context, Trouble.TokenExpired);
                return true;
            case "lostBeforeEffect":
                context.Abort();
                return true;
            case "timeoutBeforeEffect":
                await Silence(context);
                return true;
            case "status401" or "status403" or "status404" or "status409" or "status503":
                var status = int.Parse(fault.AsSpan("status".Length), CultureInfo.InvariantCulture);
                await Answer.Write(context, status, "text/plain", $"Status {status}");
                return true;
            default:
                return false;
        }
    }

    private async Task AfterEffect(HttpContext context, string fault)
    {
        var whole = await Hold(context);
        switch (fault)
        {
            case "lostAfterEffect":
                context.Abort();
                break;
            case "timeoutAfterEffect":
                await Silence(context);
                break;
            case "slowDrip":
                context.Response.ContentLength = whole.Length;
                await context.Response.Body.WriteAsync(whole.AsMemory(0, whole.Length / 2));
                await context.Response.Body.FlushAsync();
                await Silence(context);
                break;
            case "status500AfterEffect":
                await Answer.Write(context, 500, "text/html", Dump);
                break;
            case "accepted":
                await Answer.Write(context, 202, "application/json", "");
                break;
            case "slices":
                await InSlices(context, whole);
                break;
            case "emptyBody":
                await Answer.Write(context, 200, context.Response.ContentType ?? "application/json", "");
                break;
            default:
                await CutAnswer.WriteAsync(context, fault, whole);
                break;
        }
    }

    private static async Task InSlices(HttpContext context, byte[] whole)
    {
        context.Response.ContentLength = whole.Length;
        for (var at = 0; at < whole.Length; at++)
        {
            await context.Response.Body.WriteAsync(whole.AsMemory(at, 1));
            await context.Response.Body.FlushAsync();
        }
    }

    /// <summary>What came in, as a talkative proxy shows it.</summary>
    private static async Task<string> Quoted(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var headers = string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}"));
        var body = await reader.ReadToEndAsync();
        return $"<html><pre>{request.Method} {request.Path}{request.QueryString}\n{headers}\n\n{body}</pre></html>";
    }

    /// <summary>What the caller proves itself with and nobody else should ever see.</summary>
    private static IReadOnlyList<string> Credentials(HttpRequest request) =>
    [
        .. request.Headers.Authorization.Select(value => value!.Split(' ', 2)[^1]),
        .. request.Query.Where(one => one.Key is "access_token" or "token").Select(one => one.Value.ToString()),
    ];

    /// <summary>Says nothing until the caller hangs up.</summary>
    private async Task Silence(HttpContext context)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        parts.Faults.OnSilence?.Invoke();
        await gone.Task;
        context.Abort();
    }

    /// <summary>Lets the request have its effect, and keeps the answer from the wire.</summary>
    private async Task<byte[]> Hold(HttpContext context)
    {
        var wire = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        context.Response.Body = wire;
        return kept.ToArray();
    }
}
