using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// The tenant's bills of the seeded business (业务单据). Modules differ: the sales order writes its id as a number and its
/// amounts too, delivery and invoice write both as texts.
/// </summary>
internal sealed class YonBipBooks
{
    private YonBipBooks(
        IReadOnlyList<Voucher> orders, IReadOnlyList<Voucher> deliveries, IReadOnlyList<Voucher> invoices)
    {
        (Orders, Deliveries, Invoices) = (orders, deliveries, invoices);
    }

    public IReadOnlyList<Voucher> Orders { get; }

    public IReadOnlyList<Voucher> Deliveries { get; }

    public IReadOnlyList<Voucher> Invoices { get; }

    public static YonBipBooks Of(SeededMonth business) => new(
        [.. business.Trading.Orders.Select((order, i) => Order(order, 2282800216593664000 + i))],
        [.. business.Trading.Deliveries.Select((delivery, i) => Delivery(delivery, 2382800216593664000 + i))],
        [.. business.Trading.Invoices.Select((invoice, i) => Invoice(invoice, 2482800216593664000 + i))]);

    /// <summary>A record of a stage as an order of one line.</summary>
    public static Voucher Order(StageRecord record) => new(
        new JsonObject
        {
            ["id"] = IdOf(record.Number),
            ["code"] = record.Number,
            ["vouchdate"] = YonBipWire.Stamp(record.ChangedAt),
            ["pubts"] = YonBipWire.Stamp(record.ChangedAt),
            ["agentId"] = record.Dealer,
            ["payMoney"] = YonBipWire.Number(record.Amount),
            ["status"] = 1,
            ["orderPrices"] = new JsonObject { ["currency"] = "CNY", ["exchRate"] = 1 },
        },
        [
            new JsonObject
            {
                ["orderDetailId"] = $"{record.Number}1", ["lineno"] = 10, ["productCode"] = StageBusiness.Product,
                ["qty"] = 1, ["oriSum"] = YonBipWire.Number(record.Amount),
            },
        ]);

    private static Voucher Order(SalesOrder order, long id) => new(
        new JsonObject
        {
            ["id"] = id,
            ["code"] = order.Number,
            ["vouchdate"] = YonBipWire.Day(order.Date),
            ["orderDate"] = YonBipWire.Day(order.Date),
            ["pubts"] = Changed(order.ChangedOn),
            ["agentId"] = order.Dealer.Code,
            ["agentId_name"] = order.Dealer.Name,
            ["payMoney"] = YonBipWire.Number(order.Lines.Sum(line => line.Net + Tax(line.Net))),
            ["status"] = order.Status == "C" ? 2 : 1,
            ["nextStatus"] = order.Status switch { "A" => "DELIVERGOODS", "B" => "DELIVERY_PART", _ => "ENDORDER" },
            ["orderPrices"] = new JsonObject { ["currency"] = "CNY", ["natCurrency"] = "CNY", ["exchRate"] = 1 },
            ["headItem"] = new JsonObject { ["define2"] = order.DealerReference },
        },
        [.. order.Lines.Select(line => new JsonObject
        {
            ["orderDetailId"] = $"{id}{line.Position:000}",
            ["orderId"] = $"{id}",
            ["lineno"] = line.Position,
            ["productCode"] = line.Product.Code,
            ["productName"] = line.Product.Name,
            ["qty"] = YonBipWire.Number(line.Quantity),
            ["oriSum"] = YonBipWire.Number(line.Net + Tax(line.Net)),
            ["taxRate"] = "13",
            ["orderDetailPrices"] = new JsonObject
            {
                ["oriUnitPrice"] = YonBipWire.Number(line.Price),
                ["oriMoney"] = YonBipWire.Number(line.Net),
                ["oriTax"] = YonBipWire.Number(Tax(line.Net)),
            },
        })]);

    private static Voucher Delivery(Delivery delivery, long id) => new(
        new JsonObject
        {
            ["id"] = $"{id}",
            ["deliveryId"] = $"{id}",
            ["code"] = delivery.Number,
            ["orderNoHead"] = delivery.Order.Number,
            ["vouchdate"] = YonBipWire.Day(delivery.ShippedOn),
            ["createTime"] = Changed(delivery.ShippedOn),
            ["sendDate"] = YonBipWire.Day(delivery.ShippedOn),
            ["agentId"] = delivery.Order.Dealer.Code,
            ["stockOrgId"] = delivery.Warehouse,
            ["totalOutStockQuantity"] = delivery.DeliveredOn is null
                ? YonBipWire.NotANumber
                : $"{delivery.Lines.Sum(line => line.Quantity)}",
        },
        [.. delivery.Lines.Select(line => new JsonObject
        {
            ["deliveryDetailId"] = $"{id}{line.Position:000}",
            ["lineno"] = $"{line.Position}",
            ["productCode"] = line.Product.Code,
            ["qty"] = $"{line.Quantity}",
        })]);

    private static Voucher Invoice(Invoice invoice, long id) => new(
        new JsonObject
        {
            ["mainid"] = $"{id}",
            ["code"] = invoice.Number,
            ["vouchdate"] = YonBipWire.Day(invoice.Date),
            ["pubts"] = Changed(invoice.Date),
            ["agentId"] = invoice.Dealer.Code,
            ["agentName"] = invoice.Dealer.Name,
            ["currency_code"] = "CNY",
            ["exchRate"] = "1",
            ["invDirection"] = invoice.Type is "RE" or "G2" ? 1 : 2,
            ["srcVoucherNo"] = invoice.Delivery?.Number ?? "",
            ["status"] = 1,
        },
        [.. invoice.Lines.Select(line => new JsonObject
        {
            ["id"] = $"{id}{line.Position:000}",
            ["lineno"] = $"{line.Position}",
            ["productCode"] = line.Product.Code,
            ["qty"] = $"{line.Quantity}",
            ["oriMoney"] = $"{line.Net}",
            ["oriTax"] = $"{line.Tax}",
            ["oriSum"] = $"{line.Gross}",
        })]);

    // A number of 19 digits; a record whose number is none gets a text.
    private static JsonNode IdOf(string number) => long.TryParse(number, CultureInfo.InvariantCulture, out var plain)
        ? JsonValue.Create(2182800216593664000 + (plain % 100_000_000))
        : JsonValue.Create($"ID{number}");

    private static decimal Tax(decimal net) => Cents.HalfUp(net * Product.TaxRate);

    // Late in the morning by China's clock.
    private static string Changed(DateOnly day) =>
        YonBipWire.Stamp(new DateTimeOffset(day.ToDateTime(new TimeOnly(3, 20)), TimeSpan.Zero));
}
