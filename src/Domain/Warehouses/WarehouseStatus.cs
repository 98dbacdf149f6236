namespace DealerIntegration.Domain.Warehouses;

/// <summary>
/// The words for where a document stands (单据状态). They are Qimen's; mappings of other warehouses turn theirs into
/// these. A word that is not here only says that the document is on its way.
/// </summary>
public static class WarehouseStatus
{
    public const string Exception = "EXCEPTION";

    public static bool IsDone(string? status) => status is "DELIVERED" or "FULFILLED";

    /// <summary>It ended before it was done: taken back, refused, or closed by hand.</summary>
    public static bool IsEnd(string? status) => IsCancel(status) || status is "CLOSED";

    public static bool IsCancel(string? status) => status is "CANCELED" or "REJECT";
}
