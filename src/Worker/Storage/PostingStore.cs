using System.Globalization;
using System.Text.Json;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Pipelines.Settle;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>delivery.posting</c>: what was posted of a settlement. Two settlements of the same dealer at the same moment meet
/// on the posting's number; the second is rolled back and, tried again, sees the first.
/// </summary>
internal static class PostingStore
{
    private static readonly NpgsqlDbType[] PostingTypes =
    [
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Numeric,
        NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bigint,
    ];

    public static async Task<PostedAmounts> PostedAsync(NpgsqlTransaction transaction, Period period,
        CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<(string Policy, string Dealer, decimal Amount, int Count)>(
            transaction,
            """
            SELECT p.policy, p.dealer_code, coalesce(sum(p.amount) FILTER (WHERE o.status <> 'refused'), 0), max(p.no)
              FROM delivery.posting p
              JOIN scope_dealer s ON s.code = p.dealer_code
              JOIN delivery.outbox o ON o.key = p.outbox_key AND o.kind IN ('credit-note', 'debit-note')
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
              JOIN delivery.outbox o ON o.key = p.outbox_key AND o.kind IN ('credit-note', 'debit-note')
             WHERE p.period = @period AND o.status <> 'refused'
             GROUP BY p.policy, p.dealer_code, p.currency
             ORDER BY p.policy, p.dealer_code, p.currency
            """,
            cancel,
            new { period = period.ToString() });

    /// <summary>
    /// Books everything that is not zero, and puts the credit or debit note into the outbox under its key. Two
    /// statements for all: a chunk holds hundreds of dealers, and a round trip for each costs more than its rebate.
    /// </summary>
    public static async Task PostAsync(
        NpgsqlTransaction transaction, long run, string connector, IReadOnlyList<SettledRebate> settled,
        CancellationToken cancel)
    {
        var postings = settled.Where(s => s.Line.Payable != 0m).Select(s => (Rebate: s, Key: KeyOf(s))).ToList();
        if (postings.Count == 0)
        {
            return;
        }

        await BulkCopy.SendAsync(
            transaction,
            "delivery.posting (policy, dealer_code, period, no, amount, currency, outbox_key, run_id)",
            PostingTypes,
            postings.Select(p => new object?[]
            {
                p.Rebate.Line.PolicyCode, p.Rebate.Line.DealerCode, p.Rebate.Line.Period.ToString(),
                p.Rebate.Postings + 1, p.Rebate.Line.Payable, p.Rebate.Line.Currency, p.Key, run,
            }),
            cancel);
        await OutboxStore.AddAsync(
            transaction,
            [.. postings.Select(p => new OutboxEntry(
                connector,
                p.Rebate.Line.Payable > 0m ? "credit-note" : "debit-note",
                p.Key,
                p.Rebate.Line.DealerCode,
                Payload(p.Rebate, p.Rebate.Line.Period.ToString())))],
            run,
            cancel);
    }

    private static string KeyOf(SettledRebate rebate) => OutboxKey.Of(
        "RB", rebate.Line.PolicyCode, rebate.Line.DealerCode, rebate.Line.Period.ToString(),
        (rebate.Postings + 1).ToString(CultureInfo.InvariantCulture));

    // What the dealer owes goes down by a rebate: the credit note is negative.
    private static string Payload(SettledRebate rebate, string period) => JsonSerializer.Serialize(new
    {
        dealer_code = rebate.Line.DealerCode,
        currency = rebate.Line.Currency,
        amount = (-rebate.Line.Payable).ToString(CultureInfo.InvariantCulture),
        text = $"{rebate.Line.PolicyCode} v{rebate.Line.PolicyVersion} {period}",
        period,
    });
}
