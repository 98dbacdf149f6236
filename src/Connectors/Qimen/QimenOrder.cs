using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// A kind of order that a WMS takes (出库单, 入库单): the methods it is made and asked by, and its words. Our key is the
/// order's code.
/// </summary>
internal sealed record QimenOrder(
    string Create, string Query, string QueryCode, string Number, Func<PushDocument, QimenCaller, XElement> Body)
{
    private static readonly QimenOrder Delivery = new(
        "deliveryorder.create", "deliveryorder.query", "orderCode", "deliveryOrderId", DeliveryBody);

    private static readonly QimenOrder Entry = new(
        "entryorder.create", "entryorder.query", "entryOrderCode", "entryOrderId", EntryBody);

    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Null for kinds that a WMS does not take.</summary>
    public static QimenOrder? Of(string kind) => kind switch
    {
        PushKinds.DeliveryOrder or PushKinds.DeliveryOrderCancel => Delivery,
        PushKinds.EntryOrder or PushKinds.EntryOrderCancel => Entry,
        _ => null,
    };

    public static bool IsCancel(string kind) => kind is PushKinds.DeliveryOrderCancel or PushKinds.EntryOrderCancel;

    /// <summary>The request that takes an order back.</summary>
    public static XElement CancelBody(PushDocument document, QimenCaller caller)
    {
        var cancel = JsonSerializer.Deserialize<CancelPayload>(document.Payload, Canonical)!;
        return new XElement(
            "request",
            new XElement("warehouseCode", cancel.WarehouseCode),
            Optional("ownerCode", caller.Owner),
            new XElement("orderCode", document.Key),
            new XElement(
                "orderType", document.Kind == PushKinds.EntryOrderCancel ? EntryType(cancel.Purpose) : "JYCK"),
            Optional("cancelReason", cancel.Reason));
    }

    /// <summary>The WMS's number of the order, where an answer names it.</summary>
    public string? NumberIn(XElement root)
    {
        var number = root.Element(Number)?.Value ?? Header(root)?.Element(Number)?.Value;
        return string.IsNullOrEmpty(number) ? null : number;
    }

    /// <summary>Where the order stands, where an answer names it.</summary>
    public string? StatusIn(XElement root) => root.Element("status")?.Value ?? Header(root)?.Element("status")?.Value;

    private static XElement? Header(XElement root) => root.Element("deliveryOrder") ?? root.Element("entryOrder");

    private static XElement DeliveryBody(PushDocument document, QimenCaller caller)
    {
        var order = JsonSerializer.Deserialize<OrderPayload>(document.Payload, Canonical)!;
        return new XElement(
            "request",
            new XElement(
                "deliveryOrder",
                new XElement("deliveryOrderCode", document.Key),
                new XElement("warehouseCode", order.WarehouseCode),
                new XElement("orderType", "JYCK"),
                new XElement("createTime", caller.Stamp),
                new XElement("placeOrderTime", caller.Stamp),
                new XElement("operateTime", caller.Stamp),
                new XElement("receiverInfo", new XElement("name", document.DealerCode)),
                new XElement(
                    "extendProps",
                    new XElement("dealerCode", document.DealerCode),
                    Optional("orderNumber", order.OrderNumber))),
            Lines(order, caller));
    }

    private static XElement EntryBody(PushDocument document, QimenCaller caller)
    {
        var order = JsonSerializer.Deserialize<OrderPayload>(document.Payload, Canonical)!;
        return new XElement(
            "request",
            new XElement(
                "entryOrder",
                new XElement("totalOrderLines", order.Lines.Count.ToString(CultureInfo.InvariantCulture)),
                new XElement("entryOrderCode", document.Key),
                Optional("ownerCode", caller.Owner),
                Optional("purchaseOrderCode", order.OrderNumber),
                new XElement("warehouseCode", order.WarehouseCode),
                new XElement("orderCreateTime", caller.Stamp),
                new XElement("orderType", EntryType(order.Purpose)),
                new XElement("extendProps", new XElement("dealerCode", document.DealerCode))),
            Lines(order, caller));
    }

    private static XElement Lines(OrderPayload order, QimenCaller caller) => new(
        "orderLines",
        order.Lines.Select(line => new XElement(
            "orderLine",
            new XElement("orderLineNo", line.Position),
            Optional("ownerCode", caller.Owner),
            new XElement("itemCode", line.ProductCode),
            new XElement("planQty", line.Quantity))));

    private static string EntryType(string? purpose) => purpose switch
    {
        "return" => "THRK",
        "transfer" => "DBRK",
        "purchase" => "CGRK",
        null or "other" => "QTRK",
        _ => throw new ArgumentException(
            $"An entry order is a return, transfer, purchase or other; '{purpose}' is none.", nameof(purpose)),
    };

    private static XElement? Optional(string name, string? value) => value is null ? null : new XElement(name, value);

    private sealed record OrderPayload(
        string WarehouseCode, List<LinePayload> Lines, string? OrderNumber = null, string? Purpose = null);

    private sealed record LinePayload(string Position, string ProductCode, string Quantity);

    private sealed record CancelPayload(string WarehouseCode, string? Reason = null, string? Purpose = null);
}

/// <summary>What of the caller stands in a request.</summary>
/// <param name="Stamp">Now, by the protocol's clock.</param>
/// <param name="Owner">Owner of the goods, where the WMS keeps those of several.</param>
internal sealed record QimenCaller(string Stamp, string? Owner);
