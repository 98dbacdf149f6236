using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>
/// A settled month: a quarter of stepped tiers that was settled before, and a rule that pays by the piece, in yen.
/// </summary>
internal static class RebateSamples
{
    public static RebateSettlement Settlement() => new(
        "示例食品有限公司", "D001", "南京华东商贸有限公司", "2026-10", new(2026, 11, 2), [Stepped(), Pieces()]);

    /// <summary>5,000 × 1 % + 5,000 × 1.2 % + 2,000.10 × 2 % = 150.002, rounded 150.00.</summary>
    public static RebatePolicyResult Stepped() => new()
    {
        PolicyCode = "RB-Q4",
        Name = "四季度进货返利",
        Version = 3,
        Period = "2026-Q4",
        Currency = "CNY",
        Basis = 12000.10m,
        TierReached = 3,
        Earned = 150.00m,
        PostedBefore = 50.00m,
        PaidAs = new("红字发票", "credit note"),
        Slices =
        [
            new(1, 0m, 5000m, 5000m, 5000m, RewardKind.Percent, 1m, 50m),
            new(2, 5000m, 10000m, 5000m, 5000m, RewardKind.Percent, 1.2m, 60m),
            new(3, 10000m, null, 2000.10m, 2000.10m, RewardKind.Percent, 2m, 40.002m),
        ],
        Words =
        [
            new(
                "基数：开票明细 3 行，金额 12,000.10 CNY，不含税，已减退货。",
                "Basis: 3 invoiced lines, value 12,000.10 CNY, without tax, returns deducted."),
            new(
                "合计 150.002，四舍五入到 2 位小数：150.00 CNY。",
                "Together 150.002, rounded half up to 2 places: 150.00 CNY."),
        ],
        Lines =
        [
            new("90000012", "10", new(2026, 10, 5), "P-0001", 5000.10m, 62.50m),
            new("90000025", "10", new(2026, 10, 20), "P-0002", 8000m, 100.00m),
            new("90000026", "10", new(2026, 10, 21), "P-0002", -1000m, -12.50m),
        ],
        Changes = new(
            "2026-09", 50m,
            [
                new("90000025", DocumentChangeKind.New, 0m, 8000m, 0m, 100.00m),
                new("90000026", DocumentChangeKind.New, 0m, -1000m, 0m, -12.50m),
                new("90000012", DocumentChangeKind.Reshared, 5000.10m, 5000.10m, 50.00m, 62.50m)
                {
                    Payments = [new PaymentChange("90000012", "Z-77", new(2026, 10, 9), 5650.11m)],
                },
            ]),
        Next = new TierWatch(4, 20000m, 7999.90m, 159.998m, "7,999.90 more reaches tier 4"),
    };

    /// <summary>The first piece of each line pays 100, further ones 40; and 13 to make up a guarantee.</summary>
    public static RebatePolicyResult Pieces() => new()
    {
        PolicyCode = "RB-ITEM",
        Name = "新品陈列奖",
        Version = 1,
        Period = "2026-10",
        Currency = "JPY",
        Basis = 13m,
        Earned = 613m,
        PostedBefore = 700m,
        PaidAs = new("返利池", "rebate pool"),
        Slices = [new(1, 0m, null, 13m, 1m, RewardKind.Fixed, 600m, 600m) { Name = "P-0001" }],
        Words = [new("最低保证：补足到 613 JPY，+13。", "Raised to the guarantee of 613 JPY: + 13.")],
        Goods = [new("P-0001", 12m, 10m, 2m)],
        Lines =
        [
            new("90000031", "10", new(2026, 10, 8), "P-0001", 1m, 100m),
            new("90000032", "10", new(2026, 10, 9), "P-0001", 12m, 500m),
            new("(guarantee)", "2026-10", new(2026, 10, 31), "", 0m, 13m),
        ],
    };
}
