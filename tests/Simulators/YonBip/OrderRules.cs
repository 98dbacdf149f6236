using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>What a sales order must state to be saved (必填项).</summary>
internal static class OrderRules
{
    public const string CheckKey = "resubmitCheckKey";

    private static readonly string[] Head =
    [
        "_status", "salesOrgId", "settlementOrgId", "transactionTypeId", "agentId", "invoiceAgentId", "vouchdate",
        "orderPrices!currency", "orderPrices!natCurrency", "orderPrices!exchRate", "orderPrices!exchangeRateType",
        "orderPrices!taxInclusive", "payMoney",
    ];

    private static readonly string[] Line =
    [
        "_status", "productId", "stockOrgId", "settlementOrgId", "masterUnitId", "iProductUnitId",
        "iProductAuxUnitId", "qty", "subQty", "priceQty", "invExchRate", "invPriceExchRate", "unitExchangeType",
        "unitExchangeTypePrice", "taxId", "orderProductType", "oriTaxUnitPrice", "oriSum",
        "orderDetailPrices!oriUnitPrice", "orderDetailPrices!oriMoney", "orderDetailPrices!oriTax",
        "orderDetailPrices!natUnitPrice", "orderDetailPrices!natTaxUnitPrice", "orderDetailPrices!natMoney",
        "orderDetailPrices!natSum", "orderDetailPrices!natTax",
    ];

    /// <summary>Our key as the tenant's field of its own (自定义项) holds it, or as the order's number.</summary>
    public static string KeyOf(SavedVoucher order) => order.Data["headItem"]?["define1"]?.ToString() ?? order.Code;

    /// <exception cref="YonBipFault">Something is missing, unknown or does not add up.</exception>
    public static void Require(JsonObject data, SeededMonth business)
    {
        Require(data, Head);
        if (business.Dealers.All(dealer => dealer.Code != data["agentId"]!.ToString()))
        {
            throw YonBipFault.Module($"客户不存在：{data["agentId"]}");
        }

        var lines = data["orderDetails"]?.AsArray().Select(line => line!.AsObject()).ToList() ?? [];
        if (lines.Count == 0)
        {
            throw YonBipFault.Module("订单明细不能为空");
        }

        foreach (var line in lines)
        {
            Require(line, Line);
            if (business.Products.All(product => product.Code != line["productId"]!.ToString()))
            {
                throw YonBipFault.Module($"商品不存在：{line["productId"]}");
            }

            if (Amount(line, "orderDetailPrices!oriMoney") + Amount(line, "orderDetailPrices!oriTax")
                != Amount(line, "oriSum"))
            {
                throw YonBipFault.Module("明细价税合计不等于金额加税额");
            }
        }

        if (lines.Sum(line => Amount(line, "oriSum")) != Amount(data, "payMoney"))
        {
            throw YonBipFault.Module("应收金额不等于明细价税合计之和");
        }
    }

    private static void Require(JsonObject holder, string[] names)
    {
        if (Array.Find(names, name => holder[name] is not { } value || value.ToString().Length == 0) is { } missing)
        {
            throw YonBipFault.Module($"{missing}不能为空");
        }
    }

    private static decimal Amount(JsonObject holder, string name) =>
        decimal.TryParse(holder[name]!.ToString(), CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw YonBipFault.Gateway("310023", $"{name}参数类型错误");
}
