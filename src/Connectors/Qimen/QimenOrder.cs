using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// A kind of order that a WMS takes (出库单, 入库单): the methods it is made and asked by, and its words. Our key is the
/// order's code.
/// </summary>
internal sealed record QimenOrder(
    string Create, string Query, string QueryCode, string Number, Func<PushDocument, QimenCaller, QimenBody> Body)
{
    private static readonly QimenOrder Delivery = new(
        "deliveryorder.create", "deliveryorder.query", "orderCode", "deliveryOrderId", QimenBody.OfDelivery);

    private static readonly QimenOrder Entry = new(
        "entryorder.create", "entryorder.query", "entryOrderCode", "entryOrderId", QimenBody.OfEntry);

    /// <summary>Null for kinds that a WMS does not take.</summary>
    public static QimenOrder? Of(string kind) => kind switch
    {
        PushKinds.DeliveryOrder or PushKinds.DeliveryOrderCancel => Delivery,
        PushKinds.EntryOrder or PushKinds.EntryOrderCancel => Entry,
        _ => null,
    };

    public static bool IsCancel(string kind) => kind is PushKinds.DeliveryOrderCancel or PushKinds.EntryOrderCancel;

    /// <summary>The WMS's number of the order, where an answer names it.</summary>
    public string? NumberIn(XElement root)
    {
        var number = root.Element(Number)?.Value ?? Header(root)?.Element(Number)?.Value;
        return string.IsNullOrEmpty(number) ? null : number;
    }

    /// <summary>Where the order stands, where an answer names it.</summary>
    public static string? StatusIn(XElement root)
    {
        var status = root.Element("status")?.Value ?? Header(root)?.Element("status")?.Value;
        return string.IsNullOrEmpty(status) ? null : status;
    }

    /// <summary>The steps that an order went through (单据流水), oldest first as the WMS lists them.</summary>
    public static IReadOnlyList<string> StepsIn(XElement root) =>
        [
            .. XmlBody.Find(root, "orderProcess.processes.process")
                .Concat(XmlBody.Find(root, "processes.process"))
                .Select(step => step.Element("processStatus")?.Value ?? "")
                .Where(status => status.Length > 0),
        ];

    private static XElement? Header(XElement root) => root.Element("deliveryOrder") ?? root.Element("entryOrder");
}

/// <summary>What of the caller stands in a request.</summary>
/// <param name="Stamp">Now, by the protocol's clock.</param>
/// <param name="Owner">Owner of the goods, where the WMS keeps those of several.</param>
/// <param name="Settings">Null: the WMS takes orders without addresses.</param>
internal sealed record QimenCaller(string Stamp, string? Owner, QimenSettings? Settings);
