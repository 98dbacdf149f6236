namespace DealerIntegration.Simulators.Sap;

internal sealed record CreatedItem(
    string Item, string Material, decimal Quantity, string Unit, decimal Price, decimal Net, string Rejection = "");

/// <summary>A sales order or a memo request that came in from outside; <c>Key</c> is the caller's own.</summary>
internal sealed record CreatedDocument(
    string Number, string SoldTo, string Key, string Currency, DateOnly? RequestedDate, DateTimeOffset CreatedAt,
    IReadOnlyList<CreatedItem> Items, DateTimeOffset? ChangedAt = null)
{
    public DateTimeOffset LastChange => ChangedAt ?? CreatedAt;
}

/// <summary>What was created in the simulated ERP and must survive its restart.</summary>
internal sealed class SapState
{
    public List<CreatedDocument> SalesOrders { get; init; } = [];

    public List<CreatedDocument> OrdersWithoutCharge { get; init; } = [];

    public List<CreatedDocument> CreditMemoRequests { get; init; } = [];

    public List<CreatedDocument> DebitMemoRequests { get; init; } = [];
}
