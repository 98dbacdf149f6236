namespace DealerIntegration.Connectors.Spreadsheets.Results;

/// <summary>How an order line was answered (处理结果).</summary>
public enum OrderLineAnswer
{
    Accepted,
    Reduced,
    Refused,
}

/// <summary>The answer to a dealer's orders of a day (订单回复).</summary>
public sealed record OrderReply(
    string DealerCode, string DealerName, DateOnly AnsweredOn, string Currency, IReadOnlyList<OrderReplyLine> Lines);

/// <summary>
/// One order line: what was asked and what is delivered from where, at which price (without tax, per unit), and where
/// it stands. A line that is served by two warehouses is two of these.
/// </summary>
public sealed record OrderReplyLine
{
    public required string OrderNumber { get; init; }

    public required string Position { get; init; }

    public required string ProductCode { get; init; }

    public string? ProductName { get; init; }

    public string? Unit { get; init; }

    public required decimal Asked { get; init; }

    public required decimal Accepted { get; init; }

    public required OrderLineAnswer Answer { get; init; }

    public string? WarehouseCode { get; init; }

    public decimal? AskedPrice { get; init; }

    public decimal? Price { get; init; }

    /// <summary>Stable code of the reason where the answer is not what was asked.</summary>
    public string? ReasonCode { get; init; }

    public Bilingual? Reason { get; init; }

    public Bilingual? Remedy { get; init; }

    public string? ErpOrderNumber { get; init; }

    public string? WmsStatus { get; init; }

    /// <summary>What has left the warehouse so far (已发数量); null where it was asked for nothing.</summary>
    public decimal? Shipped { get; init; }

    /// <summary>What became of it there (履约).</summary>
    public Bilingual? Fulfilment { get; init; }
}
