using System.Globalization;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>A dealer's order that nobody has answered yet, with the version it stands in.</summary>
internal sealed record WaitingOrder(long Seq, DateOnly? RequestedDate, DealerOrder Order);

/// <summary>
/// What an accepted order sends out: one sales order (订单) and one delivery order (出库单) per warehouse.
/// </summary>
internal static class OrderDocuments
{
    public static string SalesOrderKey(string dealer, string number) => OutboxKey.Of("SO", dealer, number);

    public static string DeliveryOrderKey(string dealer, string number, string warehouse) =>
        OutboxKey.Of("DO", dealer, number, warehouse);

    public static IEnumerable<OutboxEntry> Of(
        PartnerOptions partners, WaitingOrder waiting, OrderAnswer answer, string currency,
        GoodsReceiver receiver)
    {
        var accepted = answer.Lines.Where(line => line.IsAccepted).ToList();
        var salesOrder = SalesOrderKey(answer.DealerCode, answer.Number);
        yield return new OutboxEntry(
            partners.Erp, PushKinds.SalesOrder, salesOrder, answer.DealerCode,
            SalesOrder(waiting, answer, accepted, currency));
        foreach (var warehouse in accepted.SelectMany(l => l.Split).Select(s =>
            s.Warehouse).Distinct().Order(StringComparer.Ordinal))
        {
            var key = DeliveryOrderKey(answer.DealerCode, answer.Number, warehouse);
            yield return new OutboxEntry(
                partners.Warehouse, PushKinds.DeliveryOrder, key, answer.DealerCode,
                DeliveryOrder(key, salesOrder, warehouse, receiver, accepted));
        }
    }

    private static string SalesOrder(WaitingOrder waiting, OrderAnswer answer, List<LineAnswer> lines,
        string currency) =>
        JsonSerializer.Serialize(new
        {
            number = answer.Number,
            dealer_code = answer.DealerCode,
            order_date = Date(waiting.Order.OrderDate),
            requested_date = waiting.RequestedDate is { } requested ? Date(requested) : null,
            currency,
            lines = lines.Select(line => new
            {
                position = line.Position,
                product_code = line.ProductCode,
                quantity = Number(line.Quantity),
                unit = waiting.Order.Lines.First(l => l.Position == line.Position).Unit,
                unit_price = Number(line.UnitPrice!.Value),
            }),
        });

    private static string DeliveryOrder(
        string key, string salesOrder, string warehouse, GoodsReceiver receiver, List<LineAnswer> lines) =>
        JsonSerializer.Serialize(new
        {
            number = key,
            dealer_code = receiver.Dealer,
            warehouse_code = warehouse,
            order_number = salesOrder,
            receiver = new
            {
                name = receiver.Name,
                contact_phone = receiver.Phone,
                province = receiver.Province,
                city = receiver.City,
                address = receiver.Address,
            },
            lines = lines.SelectMany(line => line.Split.Where(s => s.Warehouse == warehouse).Select(s => new
            {
                position = line.Position,
                product_code = line.ProductCode,
                quantity = Number(s.Quantity),
                unit_price = Number(line.UnitPrice!.Value),
            })),
        });

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
