using System.Globalization;
using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Rebates;

/// <summary>
/// One posting of a settled rebate (入账): its number, and its amount with the form it takes, or units of goods.
/// </summary>
internal sealed record Posting(PreparedRebate Rebate, int No, decimal Amount, string Form)
{
    public string? ProductCode { get; init; }

    /// <summary>Units of the product; below 0: given too many.</summary>
    public decimal Units { get; init; }

    /// <summary>Units that are ordered for the dealer, free of charge.</summary>
    public decimal Ordered { get; init; }

    /// <summary>The key of the note or order; null: nothing leaves the hub.</summary>
    public string? OutboxKey =>
        Ordered > 0m ? Key("FG") : Units == 0m && Form == PayoutCodes.CreditNote ? Key("RB") : null;

    private string Key(string prefix) => Storage.OutboxKey.Of(
        prefix, Rebate.Policy, Rebate.DealerCode, Rebate.Period, No.ToString(CultureInfo.InvariantCulture));
}

/// <summary>
/// Turns settled rebates into postings (入账方案). A pooled rebate is taken back from its purse as far as something is
/// left in it, then from what has expired of it, for the dealer never had that. What was drawn already comes back by a
/// debit note, as a posting of its own: a partner may refuse it and the pool's part stands. Goods are ordered free of
/// charge, less what the dealer was given too many of the same product; what is too many now waits for the next.
/// </summary>
internal sealed class PostingPlan
{
    private readonly List<Posting> _postings = [];
    private readonly List<PoolEntry> _entries = [];
    private readonly PoolBook _pool;
    private readonly ILookup<(string Dealer, string Policy, string Period), ExpiredCredit> _expired;
    private readonly DateOnly _day;
    private readonly string _by;

    private readonly Dictionary<(string Dealer, string Product), decimal> _overGiven;

    private PostingPlan(
        PoolState pool, IReadOnlyDictionary<(string Dealer, string Product), decimal> overGiven, DateOnly day,
        string by)
    {
        _overGiven = new(overGiven);
        // Taking back is not drawing: it reaches a credit whose last day is over as well.
        _pool = new PoolBook(pool.Credits, DateOnly.MinValue);
        _expired = pool.Expired.ToLookup(e => (e.DealerCode, e.Policy, e.Period));
        (_day, _by) = (day, by);
    }

    public IReadOnlyList<Posting> Postings => _postings;

    public IReadOnlyList<PoolEntry> Entries => _entries;

    /// <param name="rebates">What is released.</param>
    /// <param name="pool">What these dealers have in the pool, and what has expired there.</param>
    /// <param name="overGiven">Units that these dealers were given too many.</param>
    /// <param name="day">The business date of the release; credits last from here.</param>
    /// <param name="by">Who releases.</param>
    public static PostingPlan Of(
        IReadOnlyList<PreparedRebate> rebates, PoolState pool,
        IReadOnlyDictionary<(string Dealer, string Product), decimal> overGiven, DateOnly day, string by)
    {
        var plan = new PostingPlan(pool, overGiven, day, by);
        foreach (var rebate in rebates)
        {
            var no = rebate.Payable == 0m ? rebate.Postings : plan.Add(rebate);
            plan.AddGoods(rebate, no);
        }

        return plan;
    }

    private void AddGoods(PreparedRebate rebate, int no)
    {
        foreach (var (product, units) in rebate.Goods)
        {
            var over = _overGiven.GetValueOrDefault((rebate.DealerCode, product));
            var ordered = decimal.Max(0m, units - over);
            _overGiven[(rebate.DealerCode, product)] = over + ordered - units;
            _postings.Add(new Posting(rebate, ++no, 0m, PayoutCodes.Goods)
            {
                ProductCode = product,
                Units = units,
                Ordered = ordered,
            });
        }
    }

    /// <summary>The number of the last posting.</summary>
    private int Add(PreparedRebate rebate)
    {
        if (rebate.Payout == PayoutCodes.CreditNote)
        {
            _postings.Add(new Posting(rebate, rebate.Postings + 1, rebate.Payable, PayoutCodes.CreditNote));
            return rebate.Postings + 1;
        }

        if (rebate.Payable > 0m)
        {
            var posting = new Posting(rebate, rebate.Postings + 1, rebate.Payable, rebate.Payout);
            _postings.Add(posting);
            _entries.Add(Entry(posting, PoolEntryKind.Credit, [new PoolPart(null, rebate.Payable)]) with
            {
                ExpiresOn = rebate.PayoutMonths is { } months ? _day.AddMonths(months) : null,
            });
            return posting.No;
        }

        return TakeBack(rebate);
    }

    private int TakeBack(PreparedRebate rebate)
    {
        var parts = _pool.Take(PurseOf(rebate), -rebate.Payable).ToDictionary(p => p.Credit!.Value, p => p.Amount);
        var missing = parts.Values.Sum() - rebate.Payable;
        var unused = _expired[(rebate.DealerCode, rebate.Policy, rebate.Period)];
        foreach (var expired in unused.TakeWhile(_ => missing > 0m))
        {
            _entries.Add(Unexpired(rebate, expired));
            var amount = Math.Min(expired.Amount, missing);
            parts[expired.Credit] = parts.GetValueOrDefault(expired.Credit) - amount;
            missing -= amount;
        }

        var taken = rebate.Payable + missing;
        var no = rebate.Postings;
        if (taken != 0m)
        {
            var posting = new Posting(rebate, ++no, taken, rebate.Payout);
            _postings.Add(posting);
            _entries.Add(Entry(
                posting, PoolEntryKind.Clawback, [.. parts.Select(p => new PoolPart(p.Key, p.Value))]));
        }

        if (missing > 0m)
        {
            _postings.Add(new Posting(rebate, ++no, -missing, PayoutCodes.CreditNote));
        }

        return no;
    }

    private PoolEntry Unexpired(PreparedRebate rebate, ExpiredCredit expired) =>
        new(
            PurseOf(rebate), PoolEntryKind.Reversal, expired.Amount, $"{Words(rebate)} is taken back", _by,
            [new PoolPart(expired.Credit, expired.Amount)])
        {
            Reverses = expired.Entry,
        };

    private PoolEntry Entry(Posting posting, string kind, IReadOnlyList<PoolPart> parts) =>
        new(PurseOf(posting.Rebate), kind, posting.Amount, Words(posting.Rebate), _by, parts)
        {
            Policy = posting.Rebate.Policy,
            Period = posting.Rebate.Period,
            PostingNo = posting.No,
            ProductCode = posting.Rebate.PayoutProduct,
        };

    private static string Words(PreparedRebate rebate) => $"{rebate.Policy} v{rebate.Version} {rebate.Period}";

    private static Purse PurseOf(PreparedRebate rebate) => new(rebate.DealerCode, rebate.Currency, rebate.Payout);
}
