namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// All that is needed to settle a group of dealers (结算输入): every dealer that one policy sums, at least.
/// </summary>
/// <param name="Rulings">Cases confirmed against these dealers, in any order.</param>
public sealed record RebateInput(IReadOnlyList<DealerSales> Dealers, IReadOnlyList<DiversionRuling> Rulings);

/// <summary>What a policy may select a dealer by (经销商属性).</summary>
/// <param name="Tier">层级.</param>
/// <param name="Territory">Code of GB/T 2260 of where it may sell; null when it has none.</param>
/// <param name="Group">Dealers that are added up together (集团).</param>
/// <param name="Parent">Code of the dealer above it.</param>
/// <param name="Currency">The currency of its lines. A dealer with two has two entries.</param>
public sealed record DealerFacts(
    string Code, string? Tier, string? Territory, string? Group, string? Parent, string Currency);

/// <summary>A dealer's documents (经销商业务数据), in one currency and in any order.</summary>
public sealed record DealerSales(DealerFacts Dealer)
{
    public RebateLine[] Ordered { get; init; } = [];

    public RebateLine[] Shipped { get; init; } = [];

    public RebateLine[] Invoiced { get; init; } = [];

    /// <summary>
    /// What rulings moved to or away from the dealer; it counts beside ordered, shipped, invoiced and paid lines alike.
    /// </summary>
    public RebateLine[] Moved { get; init; } = [];

    /// <summary>What was paid on which invoice (回款核销).</summary>
    public IReadOnlyList<InvoicePaid> Payments { get; init; } = [];

    /// <summary>What the dealer sold on (流向); amounts are 0 where they are not known.</summary>
    public RebateLine[] SellThrough { get; init; } = [];

    /// <summary>Codes that consumers activated (激活), one line each or gathered; amounts are 0.</summary>
    public RebateLine[] Activations { get; init; } = [];

    /// <summary>Counts of the dealer's stock (库存).</summary>
    public IReadOnlyList<StockOnHand> Stock { get; init; } = [];
}

/// <summary>A part of an invoice that was paid (回款).</summary>
/// <param name="Amount">Tax inclusive, positive; negative where a payment was taken back.</param>
public readonly record struct InvoicePaid(string InvoiceNumber, DateOnly Date, decimal Amount);

/// <summary>What a dealer had of a product at the end of a day (在库).</summary>
public readonly record struct StockOnHand(ProductFacts Product, DateOnly AsOf, decimal Quantity);

/// <summary>A diversion case that was confirmed (窜货裁定).</summary>
/// <param name="Case">Number of the case.</param>
/// <param name="Date">When it happened, which decides the period that pays for it.</param>
/// <param name="Products">Codes of the products it is about; null: all.</param>
public sealed record DiversionRuling(
    string Case, string DealerCode, DateOnly Date, IReadOnlyList<string>? Products, string Reason);
