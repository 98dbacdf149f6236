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
        NpgsqlDbType.Bigint,
    ];

    /// <summary>What was posted to the dealers in scope, of every earning period.</summary>
    public static async Task<PostedAmounts> PostedAsync(
        NpgsqlTransaction transaction, Period month, CancellationToken cancel) =>
        new(await Sql.QueryAsync<PostedSum>(
            transaction,
            """
            SELECT g.policy AS "Policy", g.dealer_code AS "Dealer", g.period AS "Period",
                   coalesce(sum(g.amount), 0) AS "Amount",
                   coalesce(sum(g.amount) FILTER (WHERE u.period <= @month), 0) AS "UpToMonth",
                   (SELECT r.id FROM result.rebate r
                     WHERE r.run_id = max(g.settle_run) AND r.policy = g.policy AND r.dealer_code = g.dealer_code
                       AND r.period = g.period) AS "SettledId"
              FROM delivery.posting g
              JOIN settle_scope s ON s.code = g.dealer_code
              JOIN ops.run u ON u.id = g.settle_run
              LEFT JOIN delivery.outbox o ON o.key = g.outbox_key AND o.kind IN ('credit-note', 'debit-note')
             WHERE o.status IS DISTINCT FROM 'refused'
             GROUP BY g.policy, g.dealer_code, g.period
            """,
            cancel,
            new { month = month.ToString() }));

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
             WHERE u.period = @period AND o.status IS DISTINCT FROM 'refused'
             GROUP BY p.policy, p.dealer_code, p.currency
             ORDER BY p.policy, p.dealer_code, p.currency
            """,
            cancel,
            new { period = period.ToString() });

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
                release_id)
            """,
            PostingTypes,
            postings.Select(p => new object?[]
            {
                p.Rebate.Policy, p.Rebate.DealerCode, p.Rebate.Period, p.No, p.Amount, p.Rebate.Currency, p.Form,
                p.OutboxKey, source.Run, source.Settlement, source.Release,
            }),
            cancel);
        await OutboxStore.AddAsync(
            transaction,
            [.. postings.Where(p => p.OutboxKey is not null).Select(p => new OutboxEntry(
                connector,
                p.Amount > 0m ? "credit-note" : "debit-note",
                p.OutboxKey!,
                p.Rebate.DealerCode,
                Payload(p)))],
            source.Run,
            cancel);
    }

    // With the currency's places, however the amount came about: the same note is the same text.
    private static string Text(decimal amount, string currency) => amount.ToString(
        $"0.{new string('0', CurrencyScale.Of(currency))}########", CultureInfo.InvariantCulture);

    // What the dealer owes goes down by a rebate: the credit note is negative.
    private static string Payload(Posting posting) => JsonSerializer.Serialize(new
    {
        dealer_code = posting.Rebate.DealerCode,
        currency = posting.Rebate.Currency,
        amount = Text(-posting.Amount, posting.Rebate.Currency),
        text = $"{posting.Rebate.Policy} v{posting.Rebate.Version} {posting.Rebate.Period}",
        period = posting.Rebate.Period,
    });
}

/// <summary>What postings come from: the run that posts, the settlement it posts, the release behind it.</summary>
internal sealed record PostingSource(long Run, long Settlement, long Release);
