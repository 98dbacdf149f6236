namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// A document line a rebate may be paid on (返利依据行). Document number and position together are unique per kind of
/// document. Returns and credit notes carry negative quantities and amounts.
/// </summary>
/// <remarks>
/// Lines come by the million: a caller passes the same string and the same product for equal values, so that comparing
/// references decides nearly always. Other instances cost time, never a cent.
/// </remarks>
/// <param name="NetAmount">Without tax.</param>
/// <param name="GrossAmount">Tax inclusive (含税).</param>
public readonly record struct RebateLine(
    string DocumentNumber,
    string Position,
    DateOnly Date,
    ProductFacts Product,
    decimal Quantity,
    decimal NetAmount,
    decimal GrossAmount)
{
    /// <summary>
    /// Volume that a ruling on a diversion case moved to or away from the dealer (窜货调整); the document is the case.
    /// It is no return, whichever its sign.
    /// </summary>
    public bool IsMoved { get; init; }
}

/// <summary>What a policy may select a product by (商品属性).</summary>
public sealed record ProductFacts(string Code, string? Category, string? Brand);
