using System.Text.Json;
using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Storage;

/// <summary>Units of goods by product (货补数量) as tables hold them: <c>{"P1": 12}</c>.</summary>
internal static class GoodsText
{
    public static string Write(IEnumerable<GoodsEarned> goods) =>
        JsonSerializer.Serialize(goods.ToDictionary(g => g.ProductCode, g => g.Units, StringComparer.Ordinal));

    /// <summary>By product.</summary>
    public static IReadOnlyList<GoodsEarned> Read(string text) =>
    [
        .. JsonSerializer.Deserialize<Dictionary<string, decimal>>(text)!
            .OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new GoodsEarned(g.Key, g.Value)),
    ];
}
