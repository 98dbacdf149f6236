using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Sap;

/// <summary>The seeded business as the ERP's entity sets show it (SAP 数据视图).</summary>
/// <param name="otherOrders">Orders in place of the seeded ones.</param>
internal sealed class ErpBooks(
    SeededMonth business, CreationDesk desk, Func<IEnumerable<SapEntity>>? otherOrders = null)
{
    private readonly IReadOnlyList<SapEntity> customers = [.. business.Dealers.Select(Customer)];

    private readonly IReadOnlyList<SapEntity> partners =
        [.. business.Dealers.Select((dealer, index) => Partner(dealer, index, business))];

    private readonly IReadOnlyList<SapEntity> products = [.. business.Products.Select(ProductMaster)];

    private readonly IReadOnlyList<SapEntity> orders = [.. business.Trading.Orders.Select(SalesDocuments.Order)];

    private readonly IReadOnlyList<SapEntity> deliveries =
        [.. business.Trading.Deliveries.Select(SalesDocuments.Delivery)];

    private readonly IReadOnlyList<SapEntity> invoices = [.. business.Trading.Invoices.Select(SalesDocuments.Billing)];

    private readonly IReadOnlyList<SapEntity> accounts =
    [
        .. business.Trading.Payments.Select(SalesDocuments.PaymentItem),
        .. business.Trading.Invoices.Select(SalesDocuments.InvoiceItem),
    ];

    private readonly IReadOnlyList<SapEntity> stock = [.. business.Stock.SelectMany(SalesDocuments.Stock)];

    /// <summary>A row of each entity set, made up where the set may still be empty.</summary>
    public IReadOnlyList<SapEntity> Prototypes =>
    [
        customers[0], partners[0], products[0], deliveries[0], invoices[0], accounts[0], stock[0],
        CreatedViews.Order(CreatedViews.Sample), CreatedViews.OrderWithoutCharge(CreatedViews.Sample),
        CreatedViews.CreditMemo(CreatedViews.Sample), CreatedViews.DebitMemo(CreatedViews.Sample),
    ];

    /// <summary>The rows of an entity set, named by service and set; null if there is no such set.</summary>
    public IReadOnlyList<SapEntity>? Rows(string service, string set) => (service.Split(';')[0], set) switch
    {
        ("API_BUSINESS_PARTNER", "A_Customer") => customers,
        ("API_BUSINESS_PARTNER", "A_BusinessPartner") => partners,
        ("API_PRODUCT_SRV", "A_Product") => products,
        ("API_SALES_ORDER_SRV", "A_SalesOrder") =>
            [.. otherOrders?.Invoke() ?? orders, .. desk.SalesOrders.Select(CreatedViews.Order)],
        ("API_OUTBOUND_DELIVERY_SRV", "A_OutbDeliveryHeader") => deliveries,
        ("API_BILLING_DOCUMENT_SRV", "A_BillingDocument") => invoices,
        ("API_OPLACCTGDOCITEMCUBE_SRV", "A_OperationalAcctgDocItemCube") => accounts,
        ("API_MATERIAL_STOCK_SRV", "A_MatlStkInAcctMod") => stock,
        ("API_SALES_ORDER_WITHOUT_CHARGE_SRV", "A_SalesOrderWithoutCharge") =>
            [.. desk.OrdersWithoutCharge.Select(CreatedViews.OrderWithoutCharge)],
        ("API_CREDIT_MEMO_REQUEST_SRV", "A_CreditMemoRequest") =>
            [.. desk.CreditMemoRequests.Select(CreatedViews.CreditMemo)],
        ("API_DEBIT_MEMO_REQUEST_SRV", "A_DebitMemoRequest") =>
            [.. desk.DebitMemoRequests.Select(CreatedViews.DebitMemo)],
        _ => null,
    };

    private static SapEntity Customer(Dealer dealer) => SapEntity.Of(
        "API_BUSINESS_PARTNER/A_Customer", $"'{dealer.Code}'",
        ("Customer", dealer.Code),
        ("CustomerName", dealer.Name),
        ("CustomerAccountGroup", "CUST"),
        ("YY1_ParentCustomer", dealer.Parent ?? ""),
        ("YY1_Tier", dealer.Tier),
        ("YY1_Territory", string.Join(' ', dealer.Territory)),
        ("YY1_Currency", "CNY"),
        ("YY1_CreditLimit", dealer.CreditLimit + 0.00m),
        ("YY1_Language", dealer.Language));

    // Every second one was never changed since it was made; such partners bear no day of change.
    private static SapEntity Partner(Dealer dealer, int index, SeededMonth business) => SapEntity.Of(
        "API_BUSINESS_PARTNER/A_BusinessPartner", $"'{dealer.Code}'",
        ("BusinessPartner", dealer.Code),
        ("Customer", dealer.Code),
        ("BusinessPartnerFullName", dealer.Name),
        ("CreationDate", business.Month.Today.AddDays(-100 + index)),
        ("LastChangeDate", index % 2 == 0 ? null : business.Month.Today.AddDays(-index)))
        .WithOne("to_Customer", Customer(dealer));

    private static SapEntity ProductMaster(Product product) => SapEntity.Of(
        "API_PRODUCT_SRV/A_Product", $"'{product.Code}'",
        ("Product", product.Code),
        ("ProductType", "FERT"),
        ("ProductGroup", product.Category),
        ("Brand", product.Brand),
        ("BaseUnit", Product.Unit),
        ("ProductStandardID", product.Gtin),
        ("CreationDate", new DateOnly(2026, 1, 5)),
        ("LastChangeDateTime", new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero)),
        ("YY1_ListPrice", product.ListPrice + 0.00m),
        ("YY1_TaxRate", Product.TaxRate),
        ("YY1_PackSize", $"{product.PackSize}"))
        .With("to_Description", [SapEntity.Of(
            "API_PRODUCT_SRV/A_ProductDescription", $"Product='{product.Code}',Language='ZH'",
            ("Product", product.Code),
            ("Language", "ZH"),
            ("ProductDescription", product.Name))]);
}
