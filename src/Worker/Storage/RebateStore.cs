using System.Text.Json;
using System.Text.Json.Serialization;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Worker.Pipelines.Settle;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.rebate</c> with the trace of each result to its lines.</summary>
internal static class RebateStore
{
    /// <summary>How the parts of a result that no query asks for are written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static async Task SaveAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<SettledRebate> settled, CancellationToken cancel)
    {
        var ids = await Sql.QueryAsync<long>(
            transaction,
            "SELECT nextval(pg_get_serial_sequence('result.rebate', 'id')) FROM generate_series(1, @count)",
            cancel,
            new { count = settled.Count });
        await SaveHeadsAsync(transaction, run, settled, ids, cancel);
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.rebate_line (rebate_id, document_number, position, entry_date, product_code, contribution, share)
            """,
            cancel);
        for (var i = 0; i < settled.Count; i++)
        {
            var (id, trace) = (ids[i], settled[i].Result.Trace);
            for (var line = 0; line < trace.Count; line++)
            {
                var found = trace[line];
                rows.Row().Long(id).Text(found.DocumentNumber).Text(found.Position).Date(found.Date)
                    .Text(found.ProductCode).Decimal(found.Contribution).Decimal(found.Share);
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task SaveHeadsAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<SettledRebate> settled, IReadOnlyList<long> ids,
        CancellationToken cancel)
    {
        await using var rows = await CopyIn.BeginAsync(
            transaction,
            """
            result.rebate (id, run_id, policy, version, dealer_code, period, currency, basis, tier, earned, is_due,
                is_complete, accrued, units, lines, posted_before, payable, arithmetic, slices, penalties, left_out,
                next_tier, settled_id, payout, payout_months, payout_product, policy_name, reads_payments, counts_in,
                goods, goods_before, goods_due, arithmetic_zh)
            """,
            cancel);
        for (var i = 0; i < settled.Count; i++)
        {
            var (result, before, line, settledId, policy) = settled[i];
            rows.Row().Long(ids[i]).Long(run).Text(result.PolicyCode).Int(result.PolicyVersion).Text(result.DealerCode)
                .Text(result.Period.Name).Text(result.Currency).Decimal(result.BasisAmount).Int(result.TierReached)
                .Decimal(result.Earned).Bool(line.IsDue).Bool(result.AsOf >= result.Period.End)
                .Decimal(result.Accrued).Decimal(result.Units).Int(result.Trace.Count).Decimal(line.PostedBefore)
                .Decimal(line.Payable)
                .Text(string.Join('\n', result.Steps.Append(line.Words).Select(step => step.English)))
                .Json(JsonSerializer.Serialize(result.Slices, Json))
                .Json(JsonSerializer.Serialize(result.Penalties, Json))
                .Json(JsonSerializer.Serialize(result.LeftOut, Json))
                .Json(result.Next is null ? null : JsonSerializer.Serialize(result.Next, Json))
                .Long(settledId).Text(JsonNamingPolicy.CamelCase.ConvertName(policy.Payout.As.ToString()))
                .Int(policy.Payout.ExpiresAfterMonths).Text(policy.Payout.GoodsProduct).Text(policy.Name)
                .Bool(policy.ReadsPayments()).Text(line.CountsIn?.ToString()).Json(GoodsText.Write(result.Goods))
                .Json(GoodsText.Write(before.Goods)).Json(GoodsText.Write(line.Goods))
                .Text(string.Join('\n', result.Steps.Append(line.Words).Select(step => step.Chinese)));
        }

        await rows.CompleteAsync();
    }

    /// <summary>The figures of a run; its lines are made findable first.</summary>
    public static async Task<RebateSummary> SummariseAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel)
    {
        await Sql.ExecuteAsync(
            transaction, "SELECT brin_summarize_new_values('result.rebate_line_result')", cancel);
        return (await Sql.QueryAsync<RebateSummary>(
            transaction,
            """
            SELECT count(*)::int AS results, count(DISTINCT dealer_code)::int AS dealers,
                   coalesce(sum(earned), 0) AS earned, coalesce(sum(accrued), 0) AS accrued,
                   coalesce(sum(posted_before), 0) AS postedBefore, coalesce(sum(payable), 0) AS payable,
                   coalesce(sum(lines), 0) AS traceLines
              FROM result.rebate WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
    }

    /// <summary>Results of a run whose difference counts in a later month, by that month.</summary>
    public static Task<IReadOnlyList<(string Month, int Results)>> CountsInAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        Sql.QueryAsync<(string Month, int Results)>(
            transaction,
            """
            SELECT counts_in, count(*)::int FROM result.rebate
             WHERE run_id = @run AND counts_in IS NOT NULL
               AND (earned <> posted_before OR goods <> goods_before)
             GROUP BY counts_in ORDER BY counts_in
            """,
            cancel,
            new { run });
}

/// <summary>Figures of a settlement run.</summary>
internal sealed record RebateSummary(
    int Results, int Dealers, decimal Earned, decimal Accrued, decimal PostedBefore, decimal Payable, long TraceLines);
