namespace DealerIntegration.Worker.Dashboard;

/// <summary>Headers of every answer. The browser may load and send nothing but to this dashboard.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // connect-src: the script that refreshes a page of runs asks for the same page again.
    private const string Ours =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    // The style sheet that the chart of Hangfire 1.8 adds to its page, by its hash. After an update of Hangfire the
    // browser's console tells a new hash; without it the chart does not follow the window's size.
    private const string ChartStyle = "'sha256-z7zcnw/4WalZqx+PrNaRnoeLz/G9WXuFqV1WCJ129sg='";

    // Hangfire's pages colour the states of a job with style attributes, have an icon as a data address and a font.
    // Scripts and style sheets stay limited to files of this server.
    private const string Hangfires =
        $"default-src 'none'; style-src 'self' {ChartStyle}; style-src-attr 'unsafe-inline'; script-src 'self'; "
        + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'";

    public Task InvokeAsync(HttpContext http)
    {
        var isHangfire = http.Request.Path.StartsWithSegments(HangfirePages.Path);
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = isHangfire ? Hangfires : Ours;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (http.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true
                || headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(http);
    }
}
