using DealerIntegration.Domain.Rebates;

namespace DealerIntegration.Worker.Rebates;

/// <summary>A settlement run as far as a release is concerned (待放行结算).</summary>
internal sealed record PreparedRun(long Id, string Period, string Scope, string Status, string PreparedBy);

/// <summary>How many results of a settlement are in a state; <paramref name="Newer"/>: what superseded them.</summary>
internal sealed record StateCount(string State, int Count, long? Newer);

/// <summary>States of a settled result with something to pay.</summary>
internal static class SettlementState
{
    public const string Prepared = "prepared";
    public const string Released = "released";
    public const string Rejected = "rejected";

    /// <summary>A later settlement covers the dealer.</summary>
    public const string Superseded = "superseded";

    /// <summary>Something was posted, or refused, since it was computed: its payable no longer holds.</summary>
    public const string Outdated = "outdated";
}

/// <summary>A settled result that may be posted now.</summary>
internal sealed record PreparedRebate(
    string Policy, int Version, string DealerCode, string Period, string Currency, decimal Payable, string Payout,
    int? PayoutMonths, string? PayoutProduct, int Postings, string GoodsText)
{
    /// <summary>Units to be given, by product; below 0: given too many.</summary>
    public IReadOnlyList<GoodsEarned> Goods => Storage.GoodsText.Read(GoodsText);
}

/// <summary>What a release run has posted.</summary>
internal sealed record ReleaseSummary(
    int Postings, int Dealers, decimal Posted, int Notes, int Pooled, decimal Units);

/// <summary>A settlement run, one line for each state and currency of its results.</summary>
/// <param name="Goods">How many of them give goods.</param>
internal sealed record SettlementOverview(
    long Run, string Period, string Scope, string PreparedBy, DateTime PreparedAt, string State, string Currency,
    int Count, decimal Amount, long? Newer, string? Decided, int Goods);
