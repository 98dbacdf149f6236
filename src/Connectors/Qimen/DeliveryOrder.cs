using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// A delivery order of ours (出库单) as the body of deliveryorder.create; our key is its deliveryOrderCode.
/// </summary>
internal static class DeliveryOrder
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static string Body(PushDocument document, DateTimeOffset now)
    {
        var order = JsonSerializer.Deserialize<Payload>(document.Payload, Canonical)!;
        var stamp = now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var request = new XElement(
            "request",
            new XElement(
                "deliveryOrder",
                new XElement("deliveryOrderCode", document.Key),
                new XElement("warehouseCode", order.WarehouseCode),
                new XElement("orderType", "JYCK"),
                new XElement("createTime", stamp),
                new XElement("placeOrderTime", stamp),
                new XElement("receiverInfo", new XElement("name", document.DealerCode)),
                new XElement(
                    "extendProps",
                    new XElement("dealerCode", document.DealerCode),
                    order.OrderNumber is null ? null : new XElement("orderNumber", order.OrderNumber))),
            new XElement("orderLines", order.Lines.Select(Line)));
        return request.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Line(LinePayload line) => new(
        "orderLine",
        new XElement("orderLineNo", line.Position),
        new XElement("itemCode", line.ProductCode),
        new XElement("planQty", line.Quantity));

    private sealed record Payload(string WarehouseCode, List<LinePayload> Lines, string? OrderNumber = null);

    private sealed record LinePayload(string Position, string ProductCode, string Quantity);
}
