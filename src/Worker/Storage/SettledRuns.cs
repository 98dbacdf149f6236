using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The settlements of earlier months (已结月份): what each knew. Whatever came after them is late, and counts only where
/// they settled something.
/// </summary>
internal sealed class SettledRuns(IReadOnlyList<SettledRuns.Run> runs)
{
    /// <param name="Scope">One dealer, or empty for all.</param>
    internal sealed record Run(string Scope, string Period, long Watermark)
    {
        public Period Month { get; } = Domain.Values.Period.Parse(Period);

        public bool Holds(string dealer) => Scope.Length == 0 || Scope == dealer;
    }

    public static async Task<SettledRuns> BeforeAsync(
        NpgsqlTransaction transaction, Period month, CancellationToken cancel) =>
        new(await Sql.QueryAsync<Run>(
            transaction,
            """
            SELECT scope AS "Scope", period AS "Period", max(watermark) AS "Watermark" FROM ops.run
             WHERE pipeline = 'settle' AND period < @month AND status IN ('succeeded', 'incomplete')
               AND coalesce(parameters ->> 'dryRun', 'false') <> 'true'
             GROUP BY scope, period
            """,
            cancel,
            new { month = month.ToString() }));

    /// <summary>What the last settlement knew that looked at the month, for it or as late; null: none did.</summary>
    public long? Known(string dealer, Period month) => runs
        .Where(run => run.Month >= month && run.Holds(dealer)).Max(run => (long?)run.Watermark);

    /// <summary>What is known of every month that was settled: no later change was seen by all of them.</summary>
    public long? KnownOfAll(string dealer) => runs.Any(run => run.Holds(dealer))
        ? Known(dealer, runs.Where(run => run.Holds(dealer)).Max(run => run.Month))
        : null;

    /// <summary>Different states of knowledge about a dealer's months.</summary>
    public IEnumerable<long> States(string dealer) => runs.Where(run => run.Holds(dealer))
        .Select(run => Known(dealer, run.Month)!.Value).Distinct();

    /// <summary>Whether a month of the earning period was settled.</summary>
    public bool Has(string dealer, RebatePolicy policy, EarningPeriod period) =>
        runs.Any(run => run.Holds(dealer) && EarningPeriod.Of(policy, run.Month) == period);
}
