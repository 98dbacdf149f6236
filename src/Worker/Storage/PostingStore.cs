using System.Globalization;
using System.Text.Json;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Rebates;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>delivery.posting</c>: what was posted of a settlement once it was released. Two releases of the same dealer at
/// the same moment wait for each other on its account; were one to slip through, the posting's number stops it.
/// </summary>
internal static class PostingStore
{
    private static readonly NpgsqlDbType[] PostingTypes =
    [
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Numeric,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric,
    ];

    /// <summary>What was posted to the dealers in scope, of every earning period.</summary>
    public static async Task<PostedAmounts> PostedAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        new(await Sql.QueryAsync<PostedSum>(
            transaction,
            """
            SELECT g.policy AS "Policy", g.dealer_code AS "Dealer", g.period AS "Period",
                   sum(g.amount) AS "Amount",
                   CASE WHEN bool_or(g.units <> 0)
                        THEN delivery.goods_posted(g.policy, g.dealer_code, g.period)::text ELSE '{}' END AS "Goods",
                   max(u.period) AS "Month",
                   (SELECT r.id FROM result.rebate r
                     WHERE r.run_id = max(g.settle_run) AND r.policy = g.policy AND r.dealer_code = g.dealer_code
                       AND r.period = g.period) AS "SettledId"
              FROM delivery.posting g
              JOIN settle_scope s ON s.code = g.dealer_code
              JOIN ops.run u ON u.id = g.settle_run
              LEFT JOIN delivery.outbox o
                ON o.key = g.outbox_key AND o.kind IN ('credit-note', 'debit-note', 'free-goods')
             WHERE o.status IS DISTINCT FROM 'refused'
             GROUP BY g.policy, g.dealer_code, g.period
            """,
            cancel));

    /// <summary>
    /// The last results of the dealers in scope that were due and came to nothing: there is no posting of them, and
    /// still they are what a later settlement of the same earning period differs from.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(string Policy, string Dealer, string Period), long>> NothingAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Policy, string Dealer, string Period, long Id)>(
            transaction,
            """
            SELECT r.policy, r.dealer_code, r.period, max(r.id)
              FROM settle_scope s
              JOIN result.rebate r ON r.dealer_code = s.code AND r.earned = 0 AND r.payable = 0 AND r.is_due
              JOIN ops.run u ON u.id = r.run_id AND u.status IN ('succeeded', 'incomplete')
             GROUP BY r.policy, r.dealer_code, r.period
            """,
            cancel))
        .ToDictionary(r => (r.Policy, r.Dealer, r.Period), r => r.Id);

    /// <summary>
    /// Sums of what was posted for the settlements of a month and no partner has refused, as a close keeps them: of
    /// whatever earning period.
    /// </summary>
    public static Task<IReadOnlyList<PostedFigure>> FiguresAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        Sql.QueryAsync<PostedFigure>(
            transaction,
            """
            SELECT p.policy AS "Policy", p.dealer_code AS "DealerCode", p.currency AS "Currency",
                   sum(p.amount) AS "Amount"
              FROM delivery.posting p
              JOIN ops.run u ON u.id = p.settle_run
              LEFT JOIN delivery.outbox o ON o.key = p.outbox_key AND o.kind IN ('credit-note', 'debit-note')
             WHERE u.period = @period AND p.amount <> 0 AND o.status IS DISTINCT FROM 'refused'
             GROUP BY p.policy, p.dealer_code, p.currency
             ORDER BY p.policy, p.dealer_code, p.currency
            """,
            cancel,
            new { period = period.ToString() });

    /// <summary>
    /// What of a product these dealers were given too many, after later documents lowered what they earned: units
    /// ordered for them and not posted.
    /// </summary>
    public static async Task<IReadOnlyDictionary<(string Dealer, string Product), decimal>> OverGivenAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        (await Sql.QueryAsync<(string Dealer, string Product, decimal Units)>(
            transaction,
            """
            SELECT dealer_code, product_code, sum(ordered - units) FROM delivery.posting
             WHERE units <> 0 AND dealer_code = ANY(@dealers) AND NOT delivery.is_refused(outbox_key)
             GROUP BY dealer_code, product_code HAVING sum(ordered - units) > 0
            """,
            cancel,
            new { dealers = dealers.ToArray() }))
        .ToDictionary(g => (g.Dealer, g.Product), g => g.Units);

    /// <summary>
    /// Books postings, and puts the notes among them into the outbox under their keys. Two statements for all: a chunk
    /// holds hundreds of dealers, and a round trip for each costs more than its rebate.
    /// </summary>
    public static async Task PostAsync(
        NpgsqlTransaction transaction, PostingSource source, string connector, IReadOnlyList<Posting> postings,
        CancellationToken cancel)
    {
        await BulkCopy.SendAsync(
            transaction,
            """
            delivery.posting (policy, dealer_code, period, no, amount, currency, form, outbox_key, run_id, settle_run,
                release_id, product_code, units, ordered)
            """,
            PostingTypes,
            postings.Select(p => new object?[]
            {
                p.Rebate.Policy, p.Rebate.DealerCode, p.Rebate.Period, p.No, p.Amount, p.Rebate.Currency, p.Form,
                p.OutboxKey, source.Run, source.Settlement, source.Release, p.ProductCode, p.Units, p.Ordered,
            }),
            cancel);
        await OutboxStore.AddAsync(
            transaction,
            [.. postings.Where(p => p.OutboxKey is not null).Select(p => new OutboxEntry(
                connector,
                KindOf(p),
                p.OutboxKey!,
                p.Rebate.DealerCode,
                Payload(p)))],
            source.Run,
            cancel);
    }

    private static string Text(PreparedRebate rebate) => $"{rebate.Policy} v{rebate.Version} {rebate.Period}";

    // With the currency's places, however the amount came about: the same note is the same text.
    private static string Text(decimal amount, string currency) => amount.ToString(
        $"0.{new string('0', CurrencyScale.Of(currency))}########", CultureInfo.InvariantCulture);

    private static string KindOf(Posting posting) =>
        posting.Units != 0m ? "free-goods" : posting.Amount > 0m ? "credit-note" : "debit-note";

    private static string Payload(Posting posting) => posting.Units != 0m ? Goods(posting) : Note(posting);

    private static string Goods(Posting posting) => JsonSerializer.Serialize(new
    {
        dealer_code = posting.Rebate.DealerCode,
        currency = posting.Rebate.Currency,
        text = Text(posting.Rebate),
        period = posting.Rebate.Period,
        lines = new[]
        {
            new
            {
                product_code = posting.ProductCode,
                quantity = posting.Ordered.ToString("0.######", CultureInfo.InvariantCulture),
            },
        },
    });

    // What the dealer owes goes down by a rebate: the credit note is negative.
    private static string Note(Posting posting) => JsonSerializer.Serialize(new
    {
        dealer_code = posting.Rebate.DealerCode,
        currency = posting.Rebate.Currency,
        amount = Text(-posting.Amount, posting.Rebate.Currency),
        text = Text(posting.Rebate),
        period = posting.Rebate.Period,
    });
}

/// <summary>What postings come from: the run that posts, the settlement it posts, the release behind it.</summary>
internal sealed record PostingSource(long Run, long Settlement, long Release);
