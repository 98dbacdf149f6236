using System.Globalization;
using System.Text.Json;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Settle;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>delivery.posting</c>: what was posted of a settlement. Two settlements of the same dealer at the same moment meet
/// on the posting's number; the second is rolled back and, tried again, sees the first.
/// </summary>
internal static class PostingStore
{
    public static async Task<PostedAmounts> PostedAsync(NpgsqlTransaction transaction, Period period, CancellationToken cancel)
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

    /// <summary>Books everything that is not zero, and puts the credit or debit note into the outbox under its key.</summary>
    public static async Task PostAsync(
        NpgsqlTransaction transaction, long run, string connector, IReadOnlyList<SettledRebate> settled, CancellationToken cancel)
    {
        foreach (var rebate in settled.Where(s => s.Line.Payable != 0m))
        {
            var line = rebate.Line;
            var period = line.Period.ToString();
            var no = rebate.Postings + 1;
            var key = OutboxKey.Of("RB", line.PolicyCode, line.DealerCode, period, no.ToString(CultureInfo.InvariantCulture));
            await Sql.ExecuteAsync(
                transaction,
                """
                INSERT INTO delivery.posting (policy, dealer_code, period, no, amount, currency, outbox_key, run_id)
                VALUES (@PolicyCode, @DealerCode, @period, @no, @Payable, @Currency, @key, @run)
                """,
                cancel,
                new { line.PolicyCode, line.DealerCode, period, no, line.Payable, line.Currency, key, run });
            await OutboxStore.AddAsync(
                transaction,
                new OutboxEntry(
                    connector, line.Payable > 0m ? "credit-note" : "debit-note", key, line.DealerCode, Payload(rebate, period)),
                run,
                cancel);
        }
    }

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
