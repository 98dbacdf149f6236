namespace DealerIntegration.Simulators.Sap;

/// <summary>Documents created from outside, as later requests see them.</summary>
internal static class CreatedViews
{
    /// <summary>Stands for all documents where only the names of their fields matter.</summary>
    public static readonly CreatedDocument Sample = new(
        "1", "D", "K", "CNY", DateOnly.MinValue, DateTimeOffset.UnixEpoch, [new CreatedItem("10", "P", 1, "EA", 1, 1)]);

    public static SapEntity Order(CreatedDocument order) => SapEntity.Of(
        "API_SALES_ORDER_SRV/A_SalesOrder", $"'{order.Number}'",
        ("SalesOrder", order.Number),
        ("SalesOrderType", "OR"),
        ("SalesOrganization", "1010"),
        ("DistributionChannel", "10"),
        ("OrganizationDivision", "00"),
        ("SoldToParty", order.SoldTo),
        ("SalesOrderDate", DateOnly.FromDateTime(order.CreatedAt.UtcDateTime)),
        ("RequestedDeliveryDate", order.RequestedDate),
        ("PurchaseOrderByCustomer", order.Key),
        ("TransactionCurrency", order.Currency),
        ("OverallSDProcessStatus", order.Items.All(item => item.Rejection.Length > 0) ? "C" : "A"),
        ("OverallSDDocumentRejectionSts", order.Items.All(item => item.Rejection.Length > 0) ? "C" : "A"),
        ("OverallDeliveryStatus", "A"),
        ("TotalNetAmount", order.Items.Where(item => item.Rejection.Length == 0).Sum(item => item.Net)),
        ("LastChangeDateTime", order.LastChange))
        .Versioned(OrderChanges.ETag(order.LastChange))
        .With("to_Item", order.Items.Select(item => SapEntity.Of(
            "API_SALES_ORDER_SRV/A_SalesOrderItem", $"SalesOrder='{order.Number}',SalesOrderItem='{item.Item}'",
            ("SalesOrder", order.Number),
            ("SalesOrderItem", item.Item),
            ("Material", item.Material),
            ("RequestedQuantity", item.Quantity),
            ("RequestedQuantityUnit", item.Unit),
            ("SalesDocumentRjcnReason", item.Rejection),
            ("NetAmount", item.Net),
            ("YY1_NetPrice", item.Price))));

    public static SapEntity OrderWithoutCharge(CreatedDocument order)
    {
        const string service = "API_SALES_ORDER_WITHOUT_CHARGE_SRV";
        const string name = "SalesOrderWithoutCharge";
        return SapEntity.Of(
            $"{service}/A_{name}", $"'{order.Number}'",
            (name, order.Number),
            ($"{name}Type", "CBFD"),
            ("SoldToParty", order.SoldTo),
            ("PurchaseOrderByCustomer", order.Key),
            ("TransactionCurrency", order.Currency),
            ("LastChangeDateTime", order.CreatedAt))
            .With("to_Item", order.Items.Select(item => SapEntity.Of(
                $"{service}/A_{name}Item", $"{name}='{order.Number}',{name}Item='{item.Item}'",
                (name, order.Number),
                ($"{name}Item", item.Item),
                ("Material", item.Material),
                ("RequestedQuantity", item.Quantity),
                ("RequestedQuantityUnit", item.Unit))));
    }

    public static SapEntity CreditMemo(CreatedDocument request) => Memo(request, "Credit", "CR");

    public static SapEntity DebitMemo(CreatedDocument request) => Memo(request, "Debit", "DR");

    private static SapEntity Memo(CreatedDocument request, string kind, string type)
    {
        var (service, name) = ($"API_{kind.ToUpperInvariant()}_MEMO_REQUEST_SRV", $"{kind}MemoRequest");
        return SapEntity.Of(
            $"{service}/A_{name}", $"'{request.Number}'",
            (name, request.Number),
            ($"{name}Type", type),
            ("SoldToParty", request.SoldTo),
            ("PurchaseOrderByCustomer", request.Key),
            ("TransactionCurrency", request.Currency),
            ($"{name}Date", DateOnly.FromDateTime(request.CreatedAt.UtcDateTime)),
            ("OverallSDProcessStatus", "A"),
            ("TotalNetAmount", request.Items.Sum(item => item.Net)),
            ("LastChangeDateTime", request.CreatedAt))
            .With("to_Item", request.Items.Select(item => SapEntity.Of(
                $"{service}/A_{name}Item", $"{name}='{request.Number}',{name}Item='{item.Item}'",
                (name, request.Number),
                ($"{name}Item", item.Item),
                ("Material", item.Material),
                ("RequestedQuantity", item.Quantity),
                ("RequestedQuantityUnit", item.Unit),
                ("YY1_NetAmount", item.Net))));
    }
}
