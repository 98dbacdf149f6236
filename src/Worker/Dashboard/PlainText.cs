namespace DealerIntegration.Worker.Dashboard;

/// <summary>Answers where a page would be too much: refusals and failures, without detail for strangers.</summary>
internal static class PlainText
{
    public static Task WriteAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(text, http.RequestAborted);
    }

    public static Task ForbiddenAsync(HttpContext http) => WriteAsync(
        http,
        StatusCodes.Status403Forbidden,
        "没有权限。 Your role may look, but not do this; ask finance about a month, IT about the rest.");
}
