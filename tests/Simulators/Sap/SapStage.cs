using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// The ERP as a stage: its list is that of the sales orders, three to a page, and it takes what the server takes.
/// </summary>
internal sealed class SapStage : HttpStage
{
    public const int PageSize = 3;

    private readonly CreationDesk desk = new(StageBusiness.Month, new StateFile<SapState>(null));

    public SapStage(TimeProvider time)
        : base(new SapWire(), time, SapServer.OwnFaults)
    {
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects => StageBusiness.ByKey(
        desk.SalesOrders.Concat(desk.OrdersWithoutCharge).Concat(desk.CreditMemoRequests)
            .Concat(desk.DebitMemoRequests).Select(document => (document.Key, document.Number)));

    /// <summary>Whether its pages name the next one.</summary>
    public bool Links { get; init; } = true;

    public CreationDesk Desk => desk;

    protected override WebApplication Build() => SapServer.Build(
        Parts,
        new ErpBooks(StageBusiness.Month, desk, () => Records.All.Select(Order)),
        desk,
        new SapPaging(PageSize, page => Records.BeforePage?.Invoke(page), Links),
        port: 0,
        Secret);

    private static SapEntity Order(StageRecord record) => SapEntity.Of(
        "API_SALES_ORDER_SRV/A_SalesOrder", $"'{record.Number}'",
        ("SalesOrder", record.Number),
        ("SalesOrderType", "OR"),
        ("SoldToParty", record.Dealer),
        ("SalesOrderDate", DateOnly.FromDateTime(record.ChangedAt.UtcDateTime)),
        ("RequestedDeliveryDate", null),
        ("PurchaseOrderByCustomer", $"PO-{record.Number}"),
        ("TransactionCurrency", "CNY"),
        ("OverallSDProcessStatus", "A"),
        ("OverallSDDocumentRejectionSts", "A"),
        ("TotalNetAmount", record.Amount),
        ("LastChangeDateTime", record.ChangedAt))
        .With("to_Item", [SapEntity.Of(
            "API_SALES_ORDER_SRV/A_SalesOrderItem", $"SalesOrder='{record.Number}',SalesOrderItem='10'",
            ("SalesOrder", record.Number),
            ("SalesOrderItem", "10"),
            ("Material", StageBusiness.Product),
            ("RequestedQuantity", 1.000m),
            ("RequestedQuantityUnit", Product.Unit),
            ("NetAmount", record.Amount),
            ("YY1_NetPrice", record.Amount))]);
}
