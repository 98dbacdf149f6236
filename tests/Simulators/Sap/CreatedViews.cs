namespace DealerIntegration.Simulators.Sap;

/// <summary>Documents created from outside, as later requests see them.</summary>
internal static class CreatedViews
{
    public static SapEntity Order(CreatedDocument order) => SapEntity.Of(
        "API_SALES_ORDER_SRV/A_SalesOrder", $"'{order.Number}'",
        ("SalesOrder", order.Number),
        ("SalesOrderType", "OR"),
        ("SoldToParty", order.SoldTo),
        ("SalesOrderDate", DateOnly.FromDateTime(order.CreatedAt.UtcDateTime)),
        ("RequestedDeliveryDate", order.RequestedDate),
        ("PurchaseOrderByCustomer", order.Key),
        ("TransactionCurrency", order.Currency),
        ("OverallSDProcessStatus", "A"),
        ("TotalNetAmount", order.Items.Sum(item => item.Net)),
        ("LastChangeDateTime", order.CreatedAt))
        .With("to_Item", order.Items.Select(item => SapEntity.Of(
            "API_SALES_ORDER_SRV/A_SalesOrderItem", $"SalesOrder='{order.Number}',SalesOrderItem='{item.Item}'",
            ("SalesOrder", order.Number),
            ("SalesOrderItem", item.Item),
            ("Material", item.Material),
            ("RequestedQuantity", item.Quantity),
            ("RequestedQuantityUnit", item.Unit),
            ("NetAmount", item.Net),
            ("YY1_NetPrice", item.Price))));

    public static SapEntity CreditMemo(CreatedDocument request) => SapEntity.Of(
        "API_CREDIT_MEMO_REQUEST_SRV/A_CreditMemoRequest", $"'{request.Number}'",
        ("CreditMemoRequest", request.Number),
        ("CreditMemoRequestType", "CR"),
        ("SoldToParty", request.SoldTo),
        ("PurchaseOrderByCustomer", request.Key),
        ("TransactionCurrency", request.Currency),
        ("CreditMemoRequestDate", DateOnly.FromDateTime(request.CreatedAt.UtcDateTime)),
        ("OverallSDProcessStatus", "A"),
        ("TotalNetAmount", request.Items.Sum(item => item.Net)),
        ("LastChangeDateTime", request.CreatedAt))
        .With("to_Item", request.Items.Select(item => SapEntity.Of(
            "API_CREDIT_MEMO_REQUEST_SRV/A_CreditMemoRequestItem",
            $"CreditMemoRequest='{request.Number}',CreditMemoRequestItem='{item.Item}'",
            ("CreditMemoRequest", request.Number),
            ("CreditMemoRequestItem", item.Item),
            ("Material", item.Material),
            ("RequestedQuantity", item.Quantity),
            ("RequestedQuantityUnit", item.Unit),
            ("YY1_NetAmount", item.Net))));
}
