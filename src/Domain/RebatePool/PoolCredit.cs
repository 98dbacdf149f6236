namespace DealerIntegration.Domain.RebatePool;

/// <summary>What a dealer may draw from (返利账户): one currency, and one way of using it.</summary>
/// <param name="Form">One of <see cref="PayoutCodes"/>, but never a credit note.</param>
public sealed record Purse(string DealerCode, string Currency, string Form);

/// <summary>A credit of the pool (返利入账) with what is left of it.</summary>
/// <param name="Number">Of its entry.</param>
/// <param name="Purse">Whose it is and for what.</param>
/// <param name="ExpiresOn">The last day on which it may be drawn; null: it does not expire.</param>
/// <param name="Remaining">Above zero.</param>
public sealed record PoolCredit(long Number, Purse Purse, DateOnly? ExpiresOn, decimal Remaining);

/// <summary>How much of an entry concerns which credit (入账抵扣明细).</summary>
/// <param name="Credit">Number of the credit's entry; null: the entry is that credit.</param>
/// <param name="Amount">What it adds to the credit; below zero where it takes.</param>
public sealed record PoolPart(long? Credit, decimal Amount);
