using DealerIntegration.Worker.Dashboard.Pages;
using DealerIntegration.Worker.Observability;
using DealerIntegration.Worker.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>The sign-in page (登录). What it answers does not tell whether a user exists.</summary>
internal sealed class SignIn(
    UserStore users,
    AuditLog audit,
    SignInThrottle throttle,
    IAntiforgery forgery,
    TimeProvider clock,
    ILogger<SignIn> log)
    : IDisposable
{
    public const string Path = "/sign-in";

    public const string BackParameter = "back";

    private const string Refused = "用户名或密码不正确。 The user name or the password is not right.";

    private const string Later = "尝试次数过多，请稍候再试。 Too many attempts; wait half a minute and try again.";

    // One derivation keeps a core busy for a good part of a second: sign-ins must not starve the workers.
    private readonly SemaphoreSlim _hashing = new(2);

    public IResult Show(HttpContext http, string? back) => http.User.Identity?.IsAuthenticated == true
        ? Results.LocalRedirect(Local(back))
        : SignInPage.Render(forgery.GetAndStoreTokens(http), Local(back), null, StatusCodes.Status200OK);

    public async Task<IResult> EnterAsync(HttpContext http, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var back = Local(form[BackParameter]);
        var known = UserName.TryParse(form["user"], out var name);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var pair = known ? name : "?";
        if (throttle.Enter(pair, address) is not { } wait)
        {
            http.Response.Headers.RetryAfter = "30";
            return Again(http, back, Later, StatusCodes.Status429TooManyRequests);
        }

        await Task.Delay(wait, clock, cancel);
        var user = known ? await users.FindAsync(name, cancel) : null;
        if (!await MatchesAsync(user, form["password"].ToString(), cancel))
        {
            throttle.Failed(pair, address);
            // To the log only: rows that anybody may cause would let strangers fill the database.
            log.SignInRefused(pair);
            return Again(http, back, Refused, StatusCodes.Status401Unauthorized);
        }

        throttle.Succeeded(pair, address);
        await audit.WriteAsync(user!.Name, "session.open", user.Name, address, cancel);
        await Session.OpenAsync(http, user, clock.GetUtcNow());
        log.SignedIn(user.Name);
        return Results.LocalRedirect(back);
    }

    public async Task<IResult> LeaveAsync(HttpContext http, CancellationToken cancel)
    {
        var name = http.User.Identity!.Name!;
        await audit.WriteAsync(name, "session.close", name, null, cancel);
        await http.SignOutAsync(Session.Scheme);
        return Results.LocalRedirect(Path);
    }

    private IResult Again(HttpContext http, string back, string problem, int status) =>
        SignInPage.Render(forgery.GetAndStoreTokens(http), back, problem, status);

    public void Dispose() => _hashing.Dispose();

    private async Task<bool> MatchesAsync(DashboardUser? user, string password, CancellationToken cancel)
    {
        await _hashing.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => PasswordHash.Matches(password, user?.PasswordHash), cancel);
        }
        finally
        {
            _hashing.Release();
        }
    }

    // Only back into this dashboard, never to another site.
    private static string Local(string? back) => RedirectHttpResult.IsLocalUrl(back) ? back! : "/";
}
