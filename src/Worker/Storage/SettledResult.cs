using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// A settled rebate as its run stored it (返利结算结果): everything that is said of it is said from here, whatever the
/// policy says by now.
/// </summary>
internal sealed record SettledResult
{
    public required long Id { get; init; }

    public required long Run { get; init; }

    /// <summary>The month that was settled (计入年月).</summary>
    public required string Month { get; init; }

    public required string PreparedBy { get; init; }

    public required DateTime PreparedAt { get; init; }

    public required string Policy { get; init; }

    /// <summary>As it was called then; empty where the run did not store it.</summary>
    public required string PolicyName { get; init; }

    /// <summary>Whether it asks when invoices were paid.</summary>
    public required bool ReadsPayments { get; init; }

    /// <summary>What its run knew.</summary>
    public required long Watermark { get; init; }

    public required int Version { get; init; }

    public required string DealerCode { get; init; }

    /// <summary>The earning period (实际年月).</summary>
    public required string Period { get; init; }

    public required string Currency { get; init; }

    public required decimal Basis { get; init; }

    public int? Tier { get; init; }

    public required decimal Earned { get; init; }

    public required bool IsDue { get; init; }

    /// <summary>Whether the earning period was over in the month that was settled.</summary>
    public required bool IsOver { get; init; }

    public required decimal Accrued { get; init; }

    /// <summary>Goods, where the policy gives goods (货补数量), in kind or in money.</summary>
    public required decimal Units { get; init; }

    public required string GoodsText { get; init; }

    public required string GoodsBeforeText { get; init; }

    public required string GoodsDueText { get; init; }

    /// <summary>The later month that has posted already and where the difference counts.</summary>
    public string? CountsIn { get; init; }

    public required decimal PostedBefore { get; init; }

    public required decimal Payable { get; init; }

    /// <summary>How it is paid (兑现方式).</summary>
    public required string Payout { get; init; }

    /// <summary>How many lines stand behind it.</summary>
    public required int Lines { get; init; }

    public required string Arithmetic { get; init; }

    /// <summary>The same in Chinese; null where the run did not write it.</summary>
    public string? ArithmeticChinese { get; init; }

    public required string SlicesJson { get; init; }

    public required string LeftOutJson { get; init; }

    public string? NextJson { get; init; }

    /// <summary>The settlement before, its run, month and amount; null: this is the first.</summary>
    public long? SettledId { get; init; }

    public long? SettledRun { get; init; }

    public string? SettledMonth { get; init; }

    public long? SettledWatermark { get; init; }

    public decimal? SettledEarned { get; init; }

    public IReadOnlyList<string> Words => Arithmetic.Split('\n');

    public IReadOnlyList<string> WordsChinese => ArithmeticChinese?.Split('\n') ?? Words;

    public IReadOnlyList<RebateSlice> Slices() => Read<List<RebateSlice>>(SlicesJson);

    public IReadOnlyList<LeftOutLines> LeftOut() => Read<List<LeftOutLines>>(LeftOutJson);

    /// <summary>Goods in kind: earned, given before, still to be given.</summary>
    public IReadOnlyList<(string Product, decimal Earned, decimal Before, decimal Due)> Goods()
    {
        var (earned, before, due) = (
            Storage.GoodsText.Read(GoodsText), Storage.GoodsText.Read(GoodsBeforeText),
            Storage.GoodsText.Read(GoodsDueText));
        return
        [
            .. earned.Concat(before).Select(g => g.ProductCode).Distinct().Order(StringComparer.Ordinal)
                .Select(p => (p, Of(earned, p), Of(before, p), Of(due, p))),
        ];
    }

    public TierWatch? Next() => NextJson is null ? null : Read<TierWatch>(NextJson);

    private static decimal Of(IReadOnlyList<GoodsEarned> goods, string product) =>
        goods.Where(g => g.ProductCode == product).Sum(g => g.Units);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, RebateStore.Json)
        ?? throw new InvalidOperationException($"A stored rebate reads 'null' instead of {typeof(T).Name}.");
}

/// <summary>Which results a dealer has under a policy: every earning period with its last settlement.</summary>
internal sealed record SettledPeriod(
    string Policy, string Period, string Month, long Run, string Currency, decimal Earned, decimal Payable);
