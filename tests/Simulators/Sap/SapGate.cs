using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// Basic sign-in, and the ERP's protection of writes: a token fetched with a read, valid only together with the
/// session cookie that came with it.
/// </summary>
internal sealed class SapGate(string user, string password, Faults faults)
{
    public static readonly FaultKind SessionLost =
        new("sessionLost", "Forgets its sessions and with them every write token.", CallKind.Write);

    private const string SessionCookie = "SAP_SESSIONID_S4H_100";

    private const string TokenHeader = "x-csrf-token";

    private readonly byte[] expected =
        Encoding.ASCII.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    private readonly ConcurrentDictionary<string, string> tokens = new(StringComparer.Ordinal);

    /// <summary>False if the request was answered with a refusal.</summary>
    public async Task<bool> Admit(HttpContext context)
    {
        var given = Encoding.ASCII.GetBytes(context.Request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(given, expected))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"SAP NetWeaver Application Server [S4H/100]\"";
            await Answer.Write(context, 401, "text/html", "<html><body><h1>401 Unauthorized</h1></body></html>");
            return false;
        }

        var method = context.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method))
        {
            IssueToken(context);
            return true;
        }

        if (faults.Take(SessionLost.Name, CallKind.Write))
        {
            tokens.Clear();
        }

        var session = context.Request.Cookies[SessionCookie];
        if (session is not null && tokens.TryGetValue(session, out var token)
            && context.Request.Headers[TokenHeader] == token)
        {
            return true;
        }

        context.Response.Headers[TokenHeader] = "Required";
        await Answer.Write(context, 403, "text/plain", "CSRF token validation failed");
        return false;
    }

    private void IssueToken(HttpContext context)
    {
        if (!string.Equals(context.Request.Headers[TokenHeader], "fetch", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var session = context.Request.Cookies[SessionCookie];
        if (session is null || !tokens.ContainsKey(session))
        {
            session = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            tokens[session] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
            context.Response.Cookies.Append(SessionCookie, session, new CookieOptions { HttpOnly = true, Path = "/" });
            context.Response.Cookies.Append("sap-usercontext", "sap-client=100", new CookieOptions { Path = "/" });
        }

        context.Response.Headers[TokenHeader] = tokens[session];
    }
}
