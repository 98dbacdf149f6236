using System.Collections.Concurrent;
using System.Security.Cryptography;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Rest;

/// <summary>Access tokens for the client's name and secret (访问令牌); each is good for ten minutes.</summary>
internal sealed class RestGate(PartnerClock clock, string secret)
{
    public const string Client = "hub";

    private const int LifeSeconds = 600;

    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new(StringComparer.Ordinal);

    public async Task IssueAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_id"] != Client || form["client_secret"] != secret)
        {
            await RestWire.Write(context, 401, new { error = "invalid_client" });
            return;
        }

        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
        tokens[token] = clock.GetUtcNow().AddSeconds(LifeSeconds);
        await RestWire.Write(
            context, 200, new { access_token = token, token_type = "Bearer", expires_in = LifeSeconds });
    }

    public bool Admits(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var given = request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.Ordinal)
            && tokens.TryGetValue(given[Scheme.Length..], out var end) && clock.GetUtcNow() < end;
    }
}
