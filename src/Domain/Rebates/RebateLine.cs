namespace DealerIntegration.Domain.Rebates;

/// <summary>
/// A document line a rebate may be paid on (返利依据行). Document number and position together are unique. Returns and
/// credit notes carry negative quantities and amounts.
/// </summary>
/// <param name="NetAmount">Without tax.</param>
/// <param name="GrossAmount">Tax inclusive (含税).</param>
public sealed record RebateLine(
    string DocumentNumber,
    string Position,
    DateOnly Date,
    string ProductCode,
    string? Category,
    string? Brand,
    decimal Quantity,
    decimal NetAmount,
    decimal GrossAmount);
