using System.Globalization;

namespace DealerIntegration.Bench.Settle;

/// <summary>
/// Twenty policies of mixed rules (多政策并行) over 500 products; each product, hence each line, falls under two of them.
/// </summary>
internal static class TwentyPolicies
{
    private const int Policies = 20;
    private const int Products = 500;

    // Apart enough that no two policies share all their products.
    private const int SecondPolicy = 7;

    private static readonly string[] Rules =
    [
        Tiers("stepped", "percent", [0m, 0.5m, 20_000m, 1m, 60_000m, 2m]),
        Tiers("cumulative", "percent", [10_000m, 1m, 40_000m, 2m]),
        Tiers("rolling", "percent", [0m, 0.2m, 30_000m, 0.4m]),
        Tiers("total", "percent", [0m, 0.3m, 50_000m, 0.3m]),
        Tiers("stepped", "perUnit", [0m, 0.1m, 5_000m, 0.25m]),
        Tiers("cumulative", "fixed", [10_000m, 50m, 80_000m, 500m]),
        """
        { "type": "target", "reward": "percent", "threshold": "inclusive", "target": 60000,
          "zones": [ { "from": 60, "rate": 1 }, { "from": 100, "rate": 1.5, "excessRate": 2 } ] }
        """,
    ];

    private static readonly string[] Modifiers =
    [
        "[]", """[ { "type": "cap", "amount": 3000 } ]""", """[ { "type": "minimumPayout", "amount": 20 } ]""",
    ];

    public static void Write(string folder)
    {
        for (var i = 0; i < Policies; i++)
        {
            File.WriteAllText(Path.Combine(folder, $"policy-{i:00}.json"), Of(i));
        }
    }

    private static string Of(int index)
    {
        var products = Enumerable.Range(1, Products)
            .Where(p => p % Policies == index || (p + SecondPolicy) % Policies == index)
            .Select(p => $"\"P{p}\"");
        return $$"""
            {
              "code": "BENCH-{{index:00}}", "version": 1, "name": "bench {{index}}",
              "validFrom": "2026-01-01", "validTo": "2026-12-31", "currency": "CNY",
              "who": {}, "what": { "products": [{{string.Join(", ", products)}}] },
              "basis": { "document": "invoiced", "measure": "{{(index % Rules.Length == 4 ? "quantity" : "value")}}",
                         "taxInclusive": {{(index % 3 == 0 ? "true" : "false")}}, "netOfReturns": true },
              "rule": {{Rules[index % Rules.Length]}},
              "modifiers": {{Modifiers[index % Modifiers.Length]}},
              "stacking": { "order": {{index + 1}}, "reducedByEarlier": {{(index % 5 == 4 ? "true" : "false")}} },
              "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
            }
            """;
    }

    private static string Tiers(string method, string reward, decimal[] fromAndRate)
    {
        var tiers = fromAndRate.Chunk(2).Select(t => string.Create(
            CultureInfo.InvariantCulture, $$"""{ "from": {{t[0]}}, "rate": {{t[1]}} }"""));
        return $$"""
            { "type": "tiers", "method": "{{method}}", "reward": "{{reward}}", "threshold": "inclusive",
              "tiers": [ {{string.Join(", ", tiers)}} ] }
            """;
    }
}
