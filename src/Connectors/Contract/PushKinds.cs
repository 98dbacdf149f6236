namespace DealerIntegration.Connectors.Contract;

/// <summary>The kinds of documents that leave the hub (推送单据类型).</summary>
public static class PushKinds
{
    /// <summary>A dealer's order for the ERP (销售订单).</summary>
    public const string SalesOrder = "sales-order";

    /// <summary>Goods that cost nothing (赠品订单).</summary>
    public const string FreeGoods = "free-goods";

    /// <summary>What lowers a dealer's debt (贷项凭证).</summary>
    public const string CreditNote = "credit-note";

    /// <summary>What raises it (借项凭证).</summary>
    public const string DebitNote = "debit-note";

    /// <summary>Goods that a warehouse is to ship (出库单).</summary>
    public const string DeliveryOrder = "delivery-order";

    /// <summary>Goods that a warehouse is to expect: returns, replenishment (入库单).</summary>
    public const string EntryOrder = "entry-order";

    /// <summary>A sales order that is taken back; its key is the order's (销售订单撤回).</summary>
    public const string SalesOrderWithdrawal = "sales-order-withdrawal";

    /// <summary>A delivery order that is taken back; its key is the order's (出库单取消).</summary>
    public const string DeliveryOrderCancel = "delivery-order-cancel";

    /// <summary>An entry order that is taken back; its key is the order's (入库单取消).</summary>
    public const string EntryOrderCancel = "entry-order-cancel";
}
