using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Settle;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>Lines that rebates are computed on, and <c>result.rebate</c> with the trace to each line.</summary>
internal static class RebateStore
{
    private static readonly NpgsqlDbType[] HeadTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Integer, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric,
        NpgsqlDbType.Numeric, NpgsqlDbType.Text,
    ];

    private static readonly NpgsqlDbType[] LineTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Date, NpgsqlDbType.Text, NpgsqlDbType.Numeric, NpgsqlDbType.Numeric,
    ];

    /// <summary>Every dealer of the chunk with its lines; one entry per currency it was invoiced in.</summary>
    public static async Task<IReadOnlyList<DealerSales>> LoadAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, Period period, long watermark,
        CancellationToken cancel)
    {
        await CopyOut.ScopeAsync(transaction, dealers, cancel);
        var master = await Sql.QueryAsync<(string Code, string? Tier, string Currency)>(
            transaction,
            """
            SELECT DISTINCT ON (d.code) d.code, d.tier,
            d.currency FROM canonical.dealer d JOIN scope_dealer s USING (code)
             WHERE d.seq <= @watermark AND d.until_seq > @watermark ORDER BY d.code, d.seq DESC
            """,
            cancel,
            new { watermark });
        var tiers = master.ToDictionary(d => d.Code, d => d.Tier, StringComparer.Ordinal);
        var lines = master.ToDictionary(d => (d.Code, d.Currency), _ => new List<RebateLine>());
        var products = new Dictionary<ProductFacts, ProductFacts>();
        await CopyOut.ReadAsync(
            transaction,
            CopyOut.Bind("rebate-lines", ("watermark", watermark), ("start", period.Start), ("end", period.End)),
            row =>
            {
                var key = (row.Text(), row.Text());
                if (!lines.TryGetValue(key, out var list))
                {
                    lines.Add(key, list = []);
                }

                list.Add(new RebateLine(
                    row.Text(), row.Text(), row.Date(), ProductOf(row), row.Decimal(), row.Decimal(), row.Decimal()));
            },
            cancel);
        return
        [
            .. lines.OrderBy(l => l.Key.Item1, StringComparer.Ordinal).ThenBy(l => l.Key.Item2, StringComparer.Ordinal)
                .Select(l => new DealerSales(
                    new DealerFacts(
                        l.Key.Item1, tiers.GetValueOrDefault(l.Key.Item1), null, null, null, l.Key.Item2))
                {
                    Invoiced = [.. l.Value],
                }),
        ];

        // The same instance for the same product, so that the calculation compares references.
        ProductFacts ProductOf(CopyRow row)
        {
            var product = new ProductFacts(row.Text(), row.TextOrNull(), row.TextOrNull());
            return products.TryGetValue(product, out var known) ? known : products[product] = product;
        }
    }

    public static async Task SaveAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<SettledRebate> settled, CancellationToken cancel)
    {
        await BulkCopy.SendAsync(
            transaction,
            """
            result.rebate (run_id, policy, version, dealer_code, period, currency, basis, tier, earned, posted_before,
                payable, arithmetic)
            """,
            HeadTypes,
            settled.Select(s => new object?[]
            {
                run, s.Result.PolicyCode, s.Result.PolicyVersion, s.Result.DealerCode, s.Result.Period.ToString(),
                s.Result.Currency, s.Result.BasisAmount, s.Result.TierReached, s.Result.Earned, s.Line.PostedBefore,
                s.Line.Payable, string.Join('\n', s.Result.Arithmetic.Append(s.Line.Arithmetic)),
            }),
            cancel);
        await BulkCopy.SendAsync(
            transaction,
            """
            result.rebate_line (run_id, policy, dealer_code, document_number, position, entry_date, product_code,
                contribution, share)
            """,
            LineTypes,
            settled.SelectMany(s => s.Result.Trace.Select(line => new object?[]
            {
                run, s.Result.PolicyCode, s.Result.DealerCode, line.DocumentNumber, line.Position, line.Date,
                line.ProductCode, line.Contribution, line.Share,
            })),
            cancel);
    }

    public static Task<IReadOnlyList<StoredRebate>> StoredAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        Sql.QueryAsync<StoredRebate>(
            transaction,
            """
            SELECT policy, dealer_code AS dealerCode, currency, earned, posted_before AS postedBefore
              FROM result.rebate WHERE run_id = @run AND dealer_code = ANY(@dealers) ORDER BY dealer_code, policy
            """,
            cancel,
            new { run, dealers = dealers.ToArray() });

    public static async Task<RebateSummary> SummariseAsync(NpgsqlTransaction transaction, long run,
        CancellationToken cancel) =>
        (await Sql.QueryAsync<RebateSummary>(
            transaction,
            """
            SELECT count(*)::int AS results, count(DISTINCT dealer_code)::int AS dealers,
            coalesce(sum(earned), 0) AS earned,
                   coalesce(sum(posted_before), 0) AS postedBefore, coalesce(sum(payable), 0) AS payable,
                   (SELECT count(*) FROM result.rebate_line WHERE run_id = @run) AS traceLines
              FROM result.rebate WHERE run_id = @run
            """,
            cancel,
            new { run })).Single();
}

/// <summary>Figures of a settlement run.</summary>
internal sealed record RebateSummary(
    int Results, int Dealers, decimal Earned, decimal PostedBefore, decimal Payable, long TraceLines);

/// <summary>A settled rebate as it was stored.</summary>
internal sealed record StoredRebate(
    string Policy, string DealerCode, string Currency, decimal Earned, decimal PostedBefore);
