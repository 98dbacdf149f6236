using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// The gateway's door (开放平台网关): tells where the data centre is, gives tokens out and asks for them, and counts calls.
/// </summary>
internal sealed class YonBipGate(PartnerParts parts, YonBipOptions options, string secret)
{
    public const string Tenant = "demo-tenant";
    public const string AppKey = "demo-app-key";

    private readonly Dictionary<string, DateTimeOffset> tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Queue<DateTimeOffset>> calls = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    public async Task DiscoverAsync(HttpContext context)
    {
        var here = $"{context.Request.Scheme}://{context.Request.Host}";
        await (context.Request.Query["tenantId"] == Tenant
            ? YonBipWire.WriteAsync(context, "00000", "成功！", new JsonObject
            {
                ["gatewayUrl"] = here + YonBipServer.Gateway, ["tokenUrl"] = here + YonBipServer.Auth,
            })
            : YonBipWire.WriteAsync(context, "500", "根据租户id获取网关地址出现异常", null));
    }

    public async Task IssueAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (key, timestamp) = (query["appKey"].ToString(), query["timestamp"].ToString());
        if (key != AppKey)
        {
            await YonBipWire.WriteAsync(context, "10018", "应用不存在或appKey已停用", null);
            return;
        }

        // Milliseconds; how far a clock may be off is not published.
        var isTimed = timestamp.Length == 13 && long.TryParse(timestamp, CultureInfo.InvariantCulture, out _);
        if (!isTimed || query["signature"] != Sign(key, timestamp))
        {
            await YonBipWire.WriteAsync(context, "50000", "签名错误", null);
            return;
        }

        // With signs in it that a query must not hold as they are.
        var token = $"{Guid.NewGuid():N}+/=";
        lock (gate)
        {
            if (options.NewTokenEndsOld)
            {
                tokens.Clear();
            }

            tokens[token] = parts.Clock.GetUtcNow() + options.TokenLife;
        }

        await YonBipWire.WriteAsync(context, "00000", "成功！", new JsonObject
        {
            ["access_token"] = token, ["expire"] = (long)options.TokenLife.TotalSeconds,
        });
    }

    /// <summary>Somebody else has signed in, and every token given so far has ended.</summary>
    public void Forget()
    {
        lock (gate)
        {
            tokens.Clear();
        }
    }

    /// <exception cref="YonBipFault">The caller is turned away; no module has seen the call.</exception>
    public void Admit(HttpContext context, string path)
    {
        // In the query alone: a token in a header is none.
        var token = context.Request.Query["access_token"].ToString();
        if (token.Length == 0)
        {
            throw YonBipFault.Gateway("310001", "access_token不能为空");
        }

        lock (gate)
        {
            var now = parts.Clock.GetUtcNow();
            if (!tokens.TryGetValue(token, out var end) || now >= end)
            {
                throw YonBipFault.Gateway("310036", YonBipWire.BadToken);
            }

            if (!calls.TryGetValue(path, out var recent))
            {
                calls[path] = recent = [];
            }

            while (recent.TryPeek(out var oldest) && oldest <= now.AddMinutes(-1))
            {
                recent.Dequeue();
            }

            if (recent.Count >= options.PerMinute)
            {
                throw YonBipFault.Gateway("310046", "API调用次数超过限制");
            }

            recent.Enqueue(now);
        }
    }

    private string Sign(string key, string timestamp) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"appKey{key}timestamp{timestamp}")));
}
