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
/// <c>delivery.posting</c>: what was posted of a settlement once it was released. Two releases of the same dealer at the
/// same moment wait for each other on its account; were one to slip through, the posting's number stops it.
/// </summary>
internal static class PostingStore
{
    private static readonly NpgsqlDbType[] PostingTypes =
    [
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Numeric,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Bigint,
    ];

    public static async Task<PostedAmounts> PostedAsync(NpgsqlTransaction transaction, Period period,
        CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Policy, string Dealer, decimal Amount, int Count)>(
            transaction,
            """
            SELECT p.policy, p.dealer_code,
                   coalesce(sum(p.amount) FILTER (WHERE o.status IS DISTINCT FROM 'refused'), 0), max(p.no)
              FROM delivery.posting p
              JOIN scope_dealer s ON s.code = p.dealer_code
              LEFT JOIN delivery.outbox o ON o.key = p.outbox_key AND o.kind IN ('credit-note', 'debit-note')
             WHERE p.period = @period
             GROUP BY p.policy, p.dealer_code
            """,
            cancel,
            new { period = period.ToString() });
        return new PostedAmounts(rows.ToDictionary(r => (r.Policy, r.Dealer), r => (r.Amount, r.Count)));
    }

    /// <summary>Sums of a period's postings that no partner has refused, as a close keeps them.</summary>
    public static Task<IReadOnlyList<PostedFigure>> FiguresAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel) =>
        Sql.QueryAsync<PostedFigure>(
            transaction,
            """
            SELECT p.policy AS "Policy", p.dealer_code AS "DealerCode", p.currency AS "Currency",
                   sum(p.amount) AS "Amount"
              FROM delivery.posting p
              LEFT JOIN delivery.outbox o ON o.key = p.outbox_key AND o.kind IN ('credit-note', 'debit-note')
             WHERE p.period = @period AND o.status IS DISTINCT FROM 'refused'
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

    // What the dealer owes goes down by a rebate: the credit note is negative.
    private static string Payload(Posting posting) => JsonSerializer.Serialize(new
    {
        dealer_code = posting.Rebate.DealerCode,
        currency = posting.Rebate.Currency,
        amount = (-posting.Amount).ToString(CultureInfo.InvariantCulture),
        text = $"{posting.Rebate.Policy} v{posting.Rebate.Version} {posting.Rebate.Period}",
        period = posting.Rebate.Period,
    });
}

/// <summary>What postings come from: the run that posts, the settlement that computed, the release that allowed it.</summary>
internal sealed record PostingSource(long Run, long Settlement, long Release);
