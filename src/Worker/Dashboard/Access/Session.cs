using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Worker.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>
/// A signed-in session (会话): an encrypted cookie that ends after 30 idle minutes, after 8 hours in any case, and at
/// once when its user is removed or gets another role or password.
/// </summary>
internal static class Session
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>Sent by the pages' own refreshing: a page left open must not count as somebody at work.</summary>
    public const string RefreshHeader = "X-Hub-Refresh";

    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    private const string StampClaim = "hub:stamp";

    private const string SinceClaim = "hub:since";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "hub-session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Idle;
        options.SlidingExpiration = true;
        options.LoginPath = SignIn.Path;
        options.ReturnUrlParameter = SignIn.BackParameter;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = ValidateAsync,
            OnCheckSlidingExpiration = KeepIdle,
            OnRedirectToLogin = AskToSignIn,
            OnRedirectToAccessDenied = context => PlainText.ForbiddenAsync(context.HttpContext),
        };
    }

    public static Task OpenAsync(HttpContext http, DashboardUser user, DateTimeOffset now)
    {
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.Name, user.Name),
                new Claim(ClaimTypes.NameIdentifier, user.Name),
                new Claim(ClaimTypes.Role, user.Role),
                new Claim(StampClaim, Stamp(user)),
                new Claim(SinceClaim, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            Scheme);
        return http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var principal = context.Principal;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var user = principal?.Identity?.Name is { } name
            ? await services.GetRequiredService<UserStore>().FindAsync(name, context.HttpContext.RequestAborted)
            : null;
        if (user is null
            || !principal!.IsInRole(user.Role)
            || principal.FindFirstValue(StampClaim) != Stamp(user)
            || !long.TryParse(principal.FindFirstValue(SinceClaim), out var since)
            || now - DateTimeOffset.FromUnixTimeSeconds(since) > Longest)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }

    private static Task KeepIdle(CookieSlidingExpirationContext context)
    {
        var request = context.HttpContext.Request;
        if (request.Headers.ContainsKey(RefreshHeader) || HangfirePages.IsPolling(request))
        {
            context.ShouldRenew = false;
        }

        return Task.CompletedTask;
    }

    // A page sends the browser to the sign-in form; a POST or a script's request has no use for a form.
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Headers.ContainsKey(RefreshHeader))
        {
            // A relative address: the absolute one would repeat whatever host name the request claims.
            var wanted = context.Request.Path + context.Request.QueryString;
            context.Response.Redirect($"{SignIn.Path}?{SignIn.BackParameter}={Uri.EscapeDataString(wanted)}");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    // Not the hash itself: the cookie is encrypted, but there is no reason to carry it around.
    private static string Stamp(DashboardUser user) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(user.PasswordHash)))[..16];
}
