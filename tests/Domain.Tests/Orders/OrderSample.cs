using DealerIntegration.Domain.Orders;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Orders;

/// <summary>A dealer of tier T1 (20 % off), two products and two warehouses.</summary>
internal static class OrderSample
{
    public static readonly OrderRules Rules = new()
    {
        Code = "test",
        Version = 3,
        TierDiscounts = new Dictionary<string, decimal> { ["T0"] = 0.30m, ["T1"] = 0.20m },
        PriceRounding = Rounding.Cents,
        AmountRounding = Rounding.Cents,
        PriceTolerance = new PriceTolerance { Absolute = 0.01m, Percent = 0m },
        Warehouses = ["WH1", "WH2"],
        WholeOrderOnly = false,
        AllowWithoutLimit = false,
    };

    public static readonly OrderContext Context = new(
        Rules,
        new Dictionary<string, OrderProduct>
        {
            ["P"] = new("P", "EA", 10m, 0.13m),
            ["Q"] = new("Q", "EA", 9.99m, 0.13m),
            ["N"] = new("N", "EA", null, 0.13m),
        },
        new Dictionary<string, OrderDealer>
        {
            ["D001"] = new("D001", "T1", "CNY", 1000m),
            ["D002"] = new("D002", "T1", "CNY", null),
            ["D003"] = new("D003", "T9", "CNY", 1000m),
        },
        new Dictionary<StockKey, decimal>
        {
            [new("WH1", "P")] = 5m,
            [new("WH2", "P")] = 5m,
            [new("WH1", "Q")] = 100m,
            [new("ELSEWHERE", "P")] = 1000m,
        },
        new Dictionary<string, CreditExposure>());

    public static DealerOrder Order(params DealerOrderLine[] lines) =>
        new("D001", "PO-1", new DateOnly(2026, 10, 31), "CNY", lines);

    public static DealerOrderLine Line(
        string product, decimal quantity, decimal? price = null, string? unit = null, string position = "1") =>
        new(position, product, quantity, unit, price);
}
