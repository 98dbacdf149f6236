using DealerIntegration.Domain.RebatePool;

namespace DealerIntegration.Worker.Rebates;

/// <summary>Kinds of entries of the pool, as they stand in the table.</summary>
internal static class PoolEntryKind
{
    public const string Credit = "credit";

    /// <summary>A rebate that turned out too high is taken back (追回).</summary>
    public const string Clawback = "clawback";
    public const string Draw = "draw";
    public const string Expiry = "expiry";
    public const string Reversal = "reversal";
}

/// <summary>An entry of the pool before it has its number (返利池分录).</summary>
/// <param name="Amount">What it adds to the balance, the sum of its parts.</param>
internal sealed record PoolEntry(
    Purse Purse, string Kind, decimal Amount, string Reason, string By, IReadOnlyList<PoolPart> Parts)
{
    public string? Policy { get; init; }

    public string? Period { get; init; }

    public int? PostingNo { get; init; }

    public string? ProductCode { get; init; }

    /// <summary>A credit's last day.</summary>
    public DateOnly? ExpiresOn { get; init; }

    public string? Reference { get; init; }

    public long? Reverses { get; init; }

    public long? Run { get; init; }
}

/// <summary>An entry as it stands in the pool.</summary>
internal sealed record StoredPoolEntry(
    long Number, string DealerCode, string Currency, string Form, string Kind, decimal Amount, DateOnly? ExpiresOn,
    string? Reference, string Reason, long? Reverses, long? ReversedBy, string EnteredBy, DateTime EnteredAt)
{
    public Purse Purse => new(DealerCode, Currency, Form);
}

/// <summary>What a posting has credited and the dealer has let expire (已过期返利), and the entry that booked it.</summary>
internal sealed record ExpiredCredit(
    long Entry, long Credit, decimal Amount, string DealerCode, string Policy, string Period);

/// <summary>What some dealers have in the pool: credits with something left, and what has expired.</summary>
internal sealed record PoolState(IReadOnlyList<PoolCredit> Credits, IReadOnlyList<ExpiredCredit> Expired);

/// <summary>How a purse stands on a day (返利池余额): credited less used less expired is what remains.</summary>
internal sealed record PoolBalance(
    string DealerCode, string Currency, string Form, decimal Credited, decimal Used, decimal Expired,
    decimal Remaining);
