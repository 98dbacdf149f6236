using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>Settled rebates in the shape of the dealer's workbook, from what the settlement stored.</summary>
internal static class RebateResults
{
    private static readonly Dictionary<string, Bilingual> Payouts = new(StringComparer.Ordinal)
    {
        ["creditNote"] = new("红字发票", "credit note"),
        ["discount"] = new("票折", "discount on the next invoice"),
        ["goods"] = new("货补", "goods"),
        ["offset"] = new("冲抵货款", "set off against what is owed"),
        ["pool"] = new("返利池", "rebate pool"),
    };

    /// <summary>Every dealer's policies in the run, by policy and earning period.</summary>
    public static async Task<IReadOnlyList<(string Dealer, RebatePolicyResult Result)>> LoadAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        var results = new List<(string Dealer, RebatePolicyResult Result)>();
        foreach (var settled in await SettledStore.OfRunAsync(transaction, run, dealers, cancel))
        {
            results.Add((settled.DealerCode, await LoadAsync(transaction, settled, cancel)));
        }

        return results;
    }

    private static async Task<RebatePolicyResult> LoadAsync(
        NpgsqlTransaction transaction, SettledResult settled, CancellationToken cancel) => new()
        {
            PolicyCode = settled.Policy,
            Name = settled.PolicyName,
            Version = settled.Version,
            Period = settled.Period,
            Currency = settled.Currency,
            Basis = settled.Basis,
            TierReached = settled.Tier,
            Earned = settled.Earned,
            IsDue = settled.IsDue,
            CountsIn = settled.CountsIn,
            IsOver = settled.IsOver,
            Goods = [.. settled.Goods().Select(g => new RebateGoods(g.Product, g.Earned, g.Before, g.Due))],
            PostedBefore = settled.PostedBefore,
            PaidAs = Payouts[settled.Payout],
            Slices = settled.Slices(),
            Words = [.. settled.WordsChinese.Zip(settled.Words, (chinese, english) => new Bilingual(chinese, english))],
            Lines = await SettledStore.LinesAsync(transaction, settled.Id, 0, int.MaxValue, cancel),
            Changes = settled.SettledId is null
                ? null
                : new RebateChanges(
                    settled.SettledMonth!, settled.SettledEarned!.Value,
                    await SettledStore.ChangesAsync(transaction, settled, cancel)),
            Next = settled.Next(),
        };
}
