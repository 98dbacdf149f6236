using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Sap;

/// <summary>Orders, deliveries, billing documents and customer items (订单, 发货, 开票, 往来) as the ERP shows them.</summary>
internal static class SalesDocuments
{
    public static SapEntity Order(SalesOrder order) => SapEntity.Of(
        "API_SALES_ORDER_SRV/A_SalesOrder", $"'{order.Number}'",
        ("SalesOrder", order.Number),
        ("SalesOrderType", "OR"),
        ("SalesOrganization", "1010"),
        ("DistributionChannel", "10"),
        ("OrganizationDivision", "00"),
        ("SoldToParty", order.Dealer.Code),
        ("SalesOrderDate", order.Date),
        ("RequestedDeliveryDate", order.RequestedDate),
        ("PurchaseOrderByCustomer", order.DealerReference),
        ("TransactionCurrency", "CNY"),
        ("OverallSDProcessStatus", order.Status),
        ("OverallSDDocumentRejectionSts", "A"),
        ("OverallDeliveryStatus", order.Status),
        ("TotalNetAmount", order.Net),
        ("LastChangeDateTime", Stamp(order.ChangedOn, order.Number)))
        .Versioned(OrderChanges.ETag(Stamp(order.ChangedOn, order.Number)))
        .With("to_Item", order.Lines.Select(line => SapEntity.Of(
            "API_SALES_ORDER_SRV/A_SalesOrderItem", $"SalesOrder='{order.Number}',SalesOrderItem='{line.Position}'",
            ("SalesOrder", order.Number),
            ("SalesOrderItem", $"{line.Position}"),
            ("Material", line.Product.Code),
            ("RequestedQuantity", (decimal)line.Quantity),
            ("RequestedQuantityUnit", Product.Unit),
            ("SalesDocumentRjcnReason", ""),
            ("NetAmount", line.Net),
            ("YY1_NetPrice", line.Price))));

    public static SapEntity Delivery(Delivery delivery) => SapEntity.Of(
        "API_OUTBOUND_DELIVERY_SRV;v=0002/A_OutbDeliveryHeader", $"'{delivery.Number}'",
        ("DeliveryDocument", delivery.Number),
        ("DeliveryDocumentType", "LF"),
        ("SoldToParty", delivery.Order.Dealer.Code),
        ("ShippingPoint", delivery.Warehouse),
        ("ActualGoodsMovementDate", delivery.ShippedOn),
        ("ProofOfDeliveryDate", delivery.DeliveredOn),
        ("CreationDate", delivery.ShippedOn),
        ("LastChangeDate", delivery.DeliveredOn),
        ("OverallGoodsMovementStatus", "C"))
        .With("to_DeliveryDocumentItem", delivery.Lines.Select(line => SapEntity.Of(
            "API_OUTBOUND_DELIVERY_SRV;v=0002/A_OutbDeliveryItem",
            $"DeliveryDocument='{delivery.Number}',DeliveryDocumentItem='{line.Position:000000}'",
            ("DeliveryDocument", delivery.Number),
            ("DeliveryDocumentItem", $"{line.Position:000000}"),
            ("Material", line.Product.Code),
            ("ActualDeliveryQuantity", line.Quantity + 0.000m),
            ("YY1_ReceivedQuantity", line.Received + 0.000m),
            ("DeliveryQuantityUnit", Product.Unit),
            ("ReferenceSDDocument", delivery.Order.Number),
            ("ReferenceSDDocumentItem", $"{line.OrderPosition:000000}"))));

    public static SapEntity Billing(Invoice invoice) => SapEntity.Of(
        "API_BILLING_DOCUMENT_SRV/A_BillingDocument", $"'{invoice.Number}'",
        ("BillingDocument", invoice.Number),
        ("BillingDocumentType", invoice.Type),
        ("BillingDocumentDate", invoice.Date),
        ("SoldToParty", invoice.Dealer.Code),
        ("TransactionCurrency", "CNY"),
        ("TotalNetAmount", invoice.Net),
        ("TaxAmount", invoice.Tax),
        ("TotalGrossAmount", invoice.Gross),
        ("LastChangeDateTime", Stamp(invoice.Date, invoice.Number)))
        .With("to_Item", invoice.Lines.Select(line => SapEntity.Of(
            "API_BILLING_DOCUMENT_SRV/A_BillingDocumentItem",
            $"BillingDocument='{invoice.Number}',BillingDocumentItem='{line.Position}'",
            ("BillingDocument", invoice.Number),
            ("BillingDocumentItem", $"{line.Position}"),
            ("Material", line.Product.Code),
            ("BillingDocumentItemText", line.Product.Name),
            ("BillingQuantity", line.Quantity + 0.000m),
            ("BillingQuantityUnit", Product.Unit),
            ("YY1_NetPrice", line.Price),
            ("NetAmount", line.Net),
            ("TaxAmount", line.Tax),
            ("GrossAmount", line.Gross),
            ("SalesDocument", invoice.Order?.Number ?? ""),
            ("SalesDocumentItem", invoice.Order is null ? "" : $"{line.OrderPosition}"),
            ("ReferenceSDDocument", invoice.Delivery?.Number ?? ""))));

    /// <summary>What is free to ship and what is reserved, which the ERP keeps as another type of stock.</summary>
    public static IEnumerable<SapEntity> Stock(WarehouseStock stock) =>
        new[] { ("01", stock.OnHand), ("04", stock.Locked) }.Select(part => SapEntity.Of(
            "API_MATERIAL_STOCK_SRV/A_MatlStkInAcctMod",
            $"Material='{stock.Product.Code}',Plant='1010',StorageLocation='{stock.Warehouse}',Batch='',Supplier='',"
            + "Customer='',WBSElementInternalID='',SDDocument='',SDDocumentItem='0',InventorySpecialStockType='',"
            + $"InventoryStockType='{part.Item1}'",
            ("Material", stock.Product.Code),
            ("Plant", "1010"),
            ("StorageLocation", stock.Warehouse),
            ("Batch", ""),
            ("Supplier", ""),
            ("Customer", ""),
            ("WBSElementInternalID", ""),
            ("SDDocument", ""),
            ("SDDocumentItem", "0"),
            ("InventorySpecialStockType", ""),
            ("InventoryStockType", part.Item1),
            ("MaterialBaseUnit", Product.Unit),
            ("MatlWrhsStkQtyInMatlBaseUnit", part.Item2 + 0.00000000000000m)));

    public static SapEntity PaymentItem(Payment payment) => AccountItem(
        payment.Number, "DZ", payment.Dealer, payment.PostedOn, -payment.Amount, payment.BankReference, "客户回款");

    /// <summary>Invoices stand in the same account; whoever wants payments must ask for their document type.</summary>
    public static SapEntity InvoiceItem(Invoice invoice) => AccountItem(
        "18" + invoice.Number, "RV", invoice.Dealer, invoice.Date, invoice.Debt, invoice.Number, "开票");

    private static SapEntity AccountItem(
        string number, string type, Dealer dealer, DateOnly posted, decimal amount, string reference, string text) =>
        SapEntity.Of(
        "API_OPLACCTGDOCITEMCUBE_SRV/A_OperationalAcctgDocItemCube",
        $"CompanyCode='1010',FiscalYear='{posted.Year}',AccountingDocument='{number}',AccountingDocumentItem='1'",
        ("CompanyCode", "1010"),
        ("FiscalYear", $"{posted.Year}"),
        ("AccountingDocument", number),
        ("AccountingDocumentItem", "1"),
        ("AccountingDocumentType", type),
        ("Customer", dealer.Code),
        ("PostingDate", posted),
        ("TransactionCurrency", "CNY"),
        ("AmountInTransactionCurrency", amount + 0.00m),
        ("DocumentReferenceID", reference),
        ("DocumentItemText", text));

    /// <summary>Office hours of that day in Shanghai, a different second for every document of a day.</summary>
    private static DateTimeOffset Stamp(DateOnly day, string number) =>
        new DateTimeOffset(day.ToDateTime(new TimeOnly(1, 0)), TimeSpan.Zero).AddSeconds(long.Parse(number) % 28000);
}
