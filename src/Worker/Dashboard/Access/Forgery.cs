using Microsoft.AspNetCore.Antiforgery;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>
/// Nothing that changes anything is done without the token of a form of ours, whichever page it belongs to: a new POST
/// cannot forget the check.
/// </summary>
internal sealed class Forgery(RequestDelegate next, IAntiforgery forgery)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (await forgery.IsRequestValidAsync(http))
        {
            await next(http);
            return;
        }

        await PlainText.WriteAsync(
            http,
            StatusCodes.Status403Forbidden,
            "表单已过期，请返回重新载入页面。 The form is too old or not from this dashboard; go back and reload the page.");
    }
}
