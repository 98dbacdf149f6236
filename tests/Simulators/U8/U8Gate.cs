using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.U8;

/// <summary>
/// Tokens of two hours for an application's key and secret (令牌), and numbers for single writes (交易号).
/// </summary>
internal sealed class U8Gate(PartnerClock clock, string secret)
{
    public const string Caller = "hub-account";
    public const string Owner = "plant-account";
    public const string AppKey = "u8-app";

    private const int LifeSeconds = 7200;

    private readonly ConcurrentDictionary<string, DateTimeOffset> tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> trades = new(StringComparer.Ordinal);

    public JsonObject Token(IQueryCollection query)
    {
        RequireCaller(query);
        if (query["app_secret"] != secret)
        {
            throw new U8Exception(U8Exception.Unknown, "app_key 或 app_secret 不正确");
        }

        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        tokens[id] = clock.GetUtcNow().AddSeconds(LifeSeconds);
        var answer = U8Wire.Success();
        answer["token"] = new JsonObject { ["appkey"] = AppKey, ["expiresIn"] = LifeSeconds, ["id"] = id };
        return answer;
    }

    public JsonObject Trade(IQueryCollection query)
    {
        RequireToken(query);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        trades[id] = true;
        var answer = U8Wire.Success();
        answer["trade"] = new JsonObject { ["id"] = id };
        return answer;
    }

    /// <summary>True once for each number.</summary>
    public bool Spend(string trade) => trades.TryRemove(trade, out _);

    /// <exception cref="U8Exception">The caller may not come in.</exception>
    public void Require(IQueryCollection query)
    {
        RequireToken(query);
        if (query["to_account"] != Owner)
        {
            throw new U8Exception(U8Exception.Unknown, $"to_account {query["to_account"]} 不存在");
        }
    }

    private void RequireToken(IQueryCollection query)
    {
        RequireCaller(query);
        if (!tokens.TryGetValue(query["token"].ToString(), out var end) || clock.GetUtcNow() >= end)
        {
            throw new U8Exception(U8Exception.Token, "token 已失效");
        }
    }

    private static void RequireCaller(IQueryCollection query)
    {
        if (query["from_account"] != Caller || query["app_key"] != AppKey)
        {
            throw new U8Exception(U8Exception.Unknown, "from_account 或 app_key 不存在");
        }
    }
}
