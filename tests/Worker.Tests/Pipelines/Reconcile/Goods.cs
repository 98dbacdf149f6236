using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>Documents about goods, with one line each: product P1 in cartons.</summary>
internal static class Goods
{
    public static DateOnly Day(int day) => new DateOnly(2026, 9, 30).AddDays(day);

    public static MappedDocument Order(string number, string dealer, decimal quantity, decimal? price) => Documents.Of(
        Datasets.Orders,
        [("number", number), ("dealer_code", dealer), ("order_date", Day(1)), ("currency", "CNY")],
        [
            ("position", "10"), ("product_code", "P1"), ("quantity", quantity), ("unit", "EA"), ("unit_price", price),
            ("net_amount", quantity * price),
        ]);

    public static MappedDocument Shipment(
        string number, string dealer, string? order, decimal quantity, int shipped, int? delivered,
        decimal? received = null) => Documents.Of(
        Datasets.Shipments,
        [
            ("number", number), ("dealer_code", dealer), ("order_number", order), ("shipped_on", Day(shipped)),
            ("delivered_on", delivered is { } day ? Day(day) : null),
        ],
        [
            ("position", "1"), ("product_code", "P1"), ("order_position", "10"), ("quantity", quantity),
            ("received_quantity", received), ("unit", "EA"),
        ]);

    public static MappedDocument Invoice(
        string number, string dealer, string? order, string? shipment, decimal quantity, decimal price, int day,
        string kind = "invoice") => Documents.Of(
        Datasets.Invoices,
        [
            ("number", number), ("dealer_code", dealer), ("kind", kind), ("invoice_date", Day(day)),
            ("currency", "CNY"),
            ("order_number", order), ("shipment_number", shipment), ("net_amount", quantity * price),
            ("gross_amount", quantity * price),
        ],
        [
            ("position", "1"), ("product_code", "P1"), ("order_position", "10"), ("quantity", quantity), ("unit", "EA"),
            ("unit_price", price), ("net_amount", quantity * price), ("gross_amount", quantity * price),
        ]);

    public static MappedDocument Count(string dealer, int day, decimal quantity) => Documents.Of(
        Datasets.Stock,
        [
            ("place_kind", "dealer"), ("place_code", dealer), ("product_code", "P1"), ("as_of", Day(day)),
            ("on_hand", quantity), ("unit", "EA"),
        ]);

    public static MappedDocument Movements(
        string dealer,
        params (string Kind, int Day, decimal Quantity, string? Counterpart, string? Document)[] lines) =>
        Documents.Of(
            Datasets.StockMovements,
            [("dealer_code", dealer), ("period", "2026-10")],
            [
                .. lines.Select((l, i) => new (string, object?)[]
                {
                    ("position", $"{i + 1}"), ("product_code", "P1"), ("kind", l.Kind), ("entry_date", Day(l.Day)),
                    ("quantity", l.Quantity), ("unit", "EA"), ("counterpart_code", l.Counterpart),
                    ("document_number", l.Document),
                }),
            ]);
}
