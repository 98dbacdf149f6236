using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Settle;

/// <summary>
/// Dealers that a policy may add up (结算组): those of one group, and those above and below each other. They are computed
/// together, hence stand in one chunk.
/// </summary>
internal static class DealerFamilies
{
    /// <summary>The families of these dealers; each dealer is one where no policy adds any up.</summary>
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> OfAsync(
        NpgsqlTransaction transaction, PolicySet policies, IReadOnlyList<string> dealers, long watermark,
        CancellationToken cancel)
    {
        if (policies.Policies.All(policy => policy.Who.SumBy == SumBy.Dealer))
        {
            return [.. dealers.Order(StringComparer.Ordinal).Select(dealer => new[] { dealer })];
        }

        var asked = dealers.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Of(await MasterStore.RelationsAsync(transaction, watermark, cancel))
                .Where(family => family.Any(asked.Contains)),
        ];
    }

    /// <param name="dealers">Every dealer with its group and the dealer above it.</param>
    /// <returns>By the first code of each family, the codes of each in order.</returns>
    public static IReadOnlyList<IReadOnlyList<string>> Of(
        IReadOnlyList<(string Code, string? Group, string? Parent)> dealers)
    {
        var head = dealers.ToDictionary(d => d.Code, d => d.Code, StringComparer.Ordinal);
        var firstOfGroup = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, group, parent) in dealers)
        {
            if (parent is not null && head.ContainsKey(parent))
            {
                Join(code, parent);
            }

            if (group is not null && !firstOfGroup.TryAdd(group, code))
            {
                Join(code, firstOfGroup[group]);
            }
        }

        return
        [
            .. dealers.Select(d => d.Code).Order(StringComparer.Ordinal).GroupBy(Head, StringComparer.Ordinal)
                .Select(family => family.ToList()),
        ];

        string Head(string code)
        {
            while (head[code] != code)
            {
                code = head[code] = head[head[code]];
            }

            return code;
        }

        void Join(string left, string right) => head[Head(left)] = Head(right);
    }
}
