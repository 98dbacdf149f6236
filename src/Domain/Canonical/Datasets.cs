using static DealerIntegration.Domain.Canonical.FieldType;

namespace DealerIntegration.Domain.Canonical;

/// <summary>
/// The closed list of canonical datasets. Amounts follow the sign convention of the glossary: what the dealer owes is
/// positive; returns, payments and credit notes are negative.
/// </summary>
public static class Datasets
{
    /// <summary>
    /// Dealers of every tier (经销商). <c>territory</c> lists six-digit area codes, separated by blanks;
    /// <c>group_code</c> names dealers that belong together (集团). <c>contact_name</c> to <c>address</c> say where
    /// its goods go (收货信息).
    /// </summary>
    public static readonly DatasetSpec Dealers = new(
        "dealers",
        ["code"],
        [
            new("code", Text, Required: true),
            new("name", Text, Required: true),
            new("parent_code", Text),
            new("tier", Text),
            new("territory", Text),
            new("currency", Text, Required: true),
            new("credit_limit", FieldType.Decimal),
            new("language", Text),
            new("group_code", Text),
            new("contact_name", Text),
            new("contact_phone", Text),
            new("province", Text),
            new("city", Text),
            new("address", Text),
        ]);

    /// <summary>
    /// Products (商品); <c>list_price</c> is per <c>unit</c> without tax, <c>tax_rate</c> a fraction (0.13).
    /// </summary>
    public static readonly DatasetSpec Products = new(
        "products",
        ["code"],
        [
            new("code", Text, Required: true),
            new("name", Text, Required: true),
            new("category", Text),
            new("brand", Text),
            new("unit", Text, Required: true),
            new("list_price", FieldType.Decimal),
            new("tax_rate", FieldType.Decimal),
            new("gtin", Text),
            new("pack_size", Integer),
        ]);

    /// <summary>
    /// Sales orders as the ERP holds them (订单). <c>dealer_reference</c> is the dealer's own order number.
    /// </summary>
    public static readonly DatasetSpec Orders = new(
        "orders",
        ["number"],
        [
            new("number", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("order_date", Date, Required: true),
            new("requested_date", Date),
            new("dealer_reference", Text),
            new("currency", Text, Required: true),
            new("status", Text),
            new("net_amount", FieldType.Decimal),
        ],
        [
            new("position", Text, Required: true),
            new("product_code", Text, Required: true),
            new("quantity", FieldType.Decimal, Required: true),
            new("unit", Text),
            new("unit_price", FieldType.Decimal),
            new("net_amount", FieldType.Decimal),
        ]) { EndsWithSource = true };

    /// <summary>
    /// Outbound deliveries (发货单). <c>delivered_on</c> is the proof of delivery; <c>received_quantity</c> what the
    /// dealer signed for.
    /// </summary>
    public static readonly DatasetSpec Shipments = new(
        "shipments",
        ["number"],
        [
            new("number", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("order_number", Text),
            new("warehouse_code", Text),
            new("shipped_on", Date, Required: true),
            new("delivered_on", Date),
        ],
        [
            new("position", Text, Required: true),
            new("product_code", Text, Required: true),
            new("order_position", Text),
            new("quantity", FieldType.Decimal, Required: true),
            new("received_quantity", FieldType.Decimal),
            new("unit", Text),
        ]) { EndsWithSource = true };

    /// <summary>
    /// Billing documents (发票, 红字发票). <c>kind</c>: invoice, return, credit_note, debit_note. <c>gross_amount</c>
    /// is tax inclusive (含税) and is what the dealer owes.
    /// </summary>
    public static readonly DatasetSpec Invoices = new(
        "invoices",
        ["number"],
        [
            new("number", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("kind", Text, Required: true),
            new("invoice_date", Date, Required: true),
            new("currency", Text, Required: true),
            new("order_number", Text),
            new("shipment_number", Text),
            new("area", Text),
            new("net_amount", FieldType.Decimal),
            new("tax_amount", FieldType.Decimal),
            new("gross_amount", FieldType.Decimal),
        ],
        [
            new("position", Text, Required: true),
            new("product_code", Text, Required: true),
            new("text", Text),
            new("order_position", Text),
            new("quantity", FieldType.Decimal, Required: true),
            new("unit", Text),
            new("unit_price", FieldType.Decimal),
            new("net_amount", FieldType.Decimal, Required: true),
            new("tax_amount", FieldType.Decimal),
            new("gross_amount", FieldType.Decimal, Required: true),
        ]) { EndsWithSource = true };

    /// <summary>Incoming payments (回款); the amount is negative: it lowers what the dealer owes.</summary>
    public static readonly DatasetSpec Payments = new(
        "payments",
        ["number"],
        [
            new("number", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("payment_date", Date, Required: true),
            new("currency", Text, Required: true),
            new("amount", FieldType.Decimal, Required: true),
            new("reference", Text),
            new("text", Text),
        ]) { EndsWithSource = true };

    /// <summary>
    /// What a dealer may deduct once it is granted (可抵扣款项). <c>kind</c>: rebate, market_expense, deposit; the amount is
    /// positive.
    /// </summary>
    public static readonly DatasetSpec Claims = new(
        "claims",
        ["number"],
        [
            new("number", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("kind", Text, Required: true),
            new("granted_on", Date, Required: true),
            new("amount", FieldType.Decimal, Required: true),
            new("currency", Text, Required: true),
            new("text", Text),
        ]) { EndsWithSource = true };

    /// <summary>Stock of a warehouse or dealer at a day (库存快照). <c>place_kind</c>: warehouse or dealer.</summary>
    public static readonly DatasetSpec Stock = new(
        "stock",
        ["place_code", "product_code", "as_of"],
        [
            new("place_kind", Text, Required: true),
            new("place_code", Text, Required: true),
            new("product_code", Text, Required: true),
            new("as_of", Date, Required: true),
            new("on_hand", FieldType.Decimal, Required: true),
            new("reserved", FieldType.Decimal),
            new("in_transit", FieldType.Decimal),
            new("unit", Text),
        ]);

    /// <summary>
    /// What the WMS says of a delivery order of ours when it is asked (出库单状态), in the words of
    /// <see cref="Warehouses.WarehouseStatus"/>. A line is what has left of it so far, where the WMS lists that.
    /// </summary>
    public static readonly DatasetSpec Deliveries = new(
        "deliveries",
        ["number"],
        [
            new("number", Text, Required: true),
            new("warehouse_code", Text),
            new("status", Text, Required: true),
            new("shipped_on", Date),
            new("carrier", Text),
            new("tracking_number", Text),
        ],
        [
            new("order_position", Text),
            new("product_code", Text, Required: true),
            new("quantity", FieldType.Decimal, Required: true),
        ]) { EndsWithSource = true, MayLackLines = true };

    /// <summary>Orders that dealers send in as spreadsheets (要货订单).</summary>
    public static readonly DatasetSpec DealerOrders = new(
        "dealer-orders",
        ["dealer_code", "number"],
        [
            new("number", Text, Required: true),
            new("dealer_code", Text, Required: true),
            new("order_date", Date, Required: true),
            new("requested_date", Date),
        ],
        [
            new("position", Text, Required: true),
            new("product_code", Text, Required: true),
            new("quantity", FieldType.Decimal, Required: true),
            new("unit", Text),
            new("unit_price", FieldType.Decimal),
        ]) { EndsWithSource = true };

    /// <summary>
    /// The dealer's own book of the same business (经销商往来账), with the balances it states. Amounts carry the
    /// principal's sign: a purchase of the dealer is positive, its payment negative.
    /// </summary>
    public static readonly DatasetSpec Ledger = new(
        "ledger",
        ["dealer_code", "period"],
        [
            new("dealer_code", Text, Required: true),
            new("period", Text, Required: true),
            new("currency", Text, Required: true),
            new("opening_balance", FieldType.Decimal, Required: true),
            new("closing_balance", FieldType.Decimal, Required: true),
        ],
        [
            new("position", Text, Required: true),
            new("entry_date", Date, Required: true),
            new("kind", Text),
            new("reference", Text),
            new("amount", FieldType.Decimal, Required: true),
            new("text", Text),
        ]) { EndsWithSource = true };

    /// <summary>
    /// What came and went at a dealer in a month (经销商出入库), as it reports it: whole or not at all, because a report with
    /// a hole proves nothing. <c>kind</c>: sell_through, customer_return, transfer_in, transfer_out, return (to us),
    /// loss or gain; the quantity is positive. <c>report</c> is <c>sell-through</c> where it reports sales alone (动销)
    /// and may stand beside a report of the rest.
    /// </summary>
    public static readonly DatasetSpec StockMovements = new(
        "stock-movements",
        ["dealer_code", "period", "report"],
        [
            new("dealer_code", Text, Required: true),
            new("period", Text, Required: true),
            new("report", Text),
        ],
        [
            new("position", Text, Required: true),
            new("product_code", Text, Required: true),
            new("kind", Text, Required: true),
            new("entry_date", Date, Required: true),
            new("quantity", FieldType.Decimal, Required: true),
            new("unit", Text),
            new("counterpart_code", Text),
            new("document_number", Text),
        ]) { EndsWithSource = true };

    public static readonly IReadOnlyList<DatasetSpec> All =
    [
        Dealers, Products, Orders, Shipments, Invoices, Payments, Stock, TraceDatasets.Codes, TraceDatasets.Scans,
        TraceDatasets.TraceEvents, TraceDatasets.Territories, TraceDatasets.DealerScans, Deliveries,
        WarehouseDatasets.Reports, DealerOrders, Ledger, StockMovements, Claims,
    ];

    public static DatasetSpec? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
