using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>The request that makes an order or takes it back (请求报文), or why it must not be sent.</summary>
/// <param name="Refusal">Not null: the order lacks something, and nothing is sent.</param>
internal sealed record QimenBody(XElement? Request, string? Refusal)
{
    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly Dictionary<string, string> EntryTypes = new(StringComparer.Ordinal)
    {
        ["return"] = "THRK", ["transfer"] = "DBRK", ["purchase"] = "CGRK", ["other"] = "QTRK",
    };

    public static QimenBody OfDelivery(PushDocument document, QimenCaller caller)
    {
        var order = JsonSerializer.Deserialize<OrderPayload>(document.Payload, Canonical)!;
        var receiver = order.Receiver ?? new Receiver();
        var missing = caller.Settings is null ? [] : receiver.Missing().ToList();
        if (missing.Count > 0)
        {
            return new QimenBody(
                null,
                $"The receiver {document.DealerCode} of {document.Key} lacks {string.Join(", ", missing)}, which "
                + "the WMS requires; nothing was sent. Complete the dealer's master data (dataset dealers), withdraw "
                + "the order and have it given again.");
        }

        var (stamp, settings) = (caller.Stamp, caller.Settings);
        return Of(new XElement(
            "request",
            new XElement(
                "deliveryOrder",
                new XElement("deliveryOrderCode", document.Key),
                new XElement("warehouseCode", order.WarehouseCode),
                new XElement("orderType", "JYCK"),
                new XElement("createTime", stamp),
                new XElement("placeOrderTime", stamp),
                new XElement("operateTime", stamp),
                Optional("shopNick", settings?.Shop),
                Optional("logisticsCode", settings?.Carrier),
                settings is null ? null : Party("senderInfo", settings.Sender),
                settings is null
                    ? new XElement("receiverInfo", new XElement("name", receiver.Name ?? document.DealerCode))
                    : Party("receiverInfo", receiver.ToParty()),
                new XElement(
                    "extendProps",
                    new XElement("dealerCode", document.DealerCode),
                    Optional("orderNumber", order.OrderNumber))),
            Lines(order, caller)));
    }

    public static QimenBody OfEntry(PushDocument document, QimenCaller caller)
    {
        var order = JsonSerializer.Deserialize<OrderPayload>(document.Payload, Canonical)!;
        return EntryType(order.Purpose) is not { } type ? UnknownPurpose(document, order.Purpose) : Of(new XElement(
            "request",
            new XElement(
                "entryOrder",
                new XElement("totalOrderLines", order.Lines.Count.ToString(CultureInfo.InvariantCulture)),
                new XElement("entryOrderCode", document.Key),
                Optional("ownerCode", caller.Owner),
                Optional("purchaseOrderCode", order.OrderNumber),
                new XElement("warehouseCode", order.WarehouseCode),
                new XElement("orderCreateTime", caller.Stamp),
                new XElement("orderType", type),
                new XElement("extendProps", new XElement("dealerCode", document.DealerCode))),
            Lines(order, caller)));
    }

    public static QimenBody OfCancel(PushDocument document, QimenCaller caller)
    {
        var cancel = JsonSerializer.Deserialize<CancelPayload>(document.Payload, Canonical)!;
        return TypeOf(document.Kind, cancel.Purpose) is not { } type
            ? UnknownPurpose(document, cancel.Purpose)
            : Of(new XElement(
                "request",
                new XElement("warehouseCode", cancel.WarehouseCode),
                Optional("ownerCode", caller.Owner),
                new XElement("orderCode", document.Key),
                new XElement("orderType", type),
                Optional("cancelReason", cancel.Reason)));
    }

    /// <summary>The request for the steps that an order went through (orderprocess.query).</summary>
    public static XElement OfSteps(PushDocument document, QimenCaller caller)
    {
        var about = JsonSerializer.Deserialize<CancelPayload>(document.Payload, Canonical)!;
        return new XElement(
            "request",
            Optional("orderType", TypeOf(document.Kind, about.Purpose)),
            new XElement("orderCode", document.Key),
            new XElement("warehouseCode", about.WarehouseCode),
            Optional("ownerCode", caller.Owner));
    }

    private static QimenBody Of(XElement request) => new(request, null);

    private static QimenBody UnknownPurpose(PushDocument document, string? purpose) => new(
        null,
        $"{document.Key}: '{purpose}' is no purpose of an entry order; known are "
        + $"{string.Join(", ", EntryTypes.Keys.Order(StringComparer.Ordinal))}. Nothing was sent.");

    private static XElement Lines(OrderPayload order, QimenCaller caller) => new(
        "orderLines",
        order.Lines.Select(line => new XElement(
            "orderLine",
            new XElement("orderLineNo", line.Position),
            Optional("ownerCode", caller.Owner),
            new XElement("itemCode", line.ProductCode),
            new XElement("planQty", line.Quantity),
            Optional("actualPrice", line.UnitPrice))));

    private static XElement Party(string name, QimenParty party) => new(
        name,
        new XElement("name", party.Name),
        new XElement("mobile", party.Mobile),
        new XElement("province", party.Province),
        new XElement("city", party.City),
        new XElement("detailAddress", party.Address));

    private static string? TypeOf(string kind, string? purpose) =>
        kind is PushKinds.EntryOrder or PushKinds.EntryOrderCancel ? EntryType(purpose) : "JYCK";

    private static string? EntryType(string? purpose) => EntryTypes.GetValueOrDefault(purpose ?? "other");

    private static XElement? Optional(string name, string? value) => value is null ? null : new XElement(name, value);

    private sealed record OrderPayload(
        string WarehouseCode, List<LinePayload> Lines, string? OrderNumber = null, string? Purpose = null,
        Receiver? Receiver = null);

    private sealed record LinePayload(string Position, string ProductCode, string Quantity, string? UnitPrice = null);

    private sealed record CancelPayload(string WarehouseCode, string? Reason = null, string? Purpose = null);

    // By the names of the dataset dealers, so that a refusal says what to complete.
    private sealed record Receiver(
        string? Name = null, string? ContactPhone = null, string? Province = null, string? City = null,
        string? Address = null)
    {
        public IEnumerable<string> Missing() =>
            new (string Field, string? Value)[]
            {
                ("name", Name), ("contact_phone", ContactPhone), ("province", Province), ("city", City),
                ("address", Address),
            }.Where(field => string.IsNullOrWhiteSpace(field.Value)).Select(field => field.Field);

        public QimenParty ToParty() => new(Name!, ContactPhone!, Province!, City!, Address!);
    }
}
