using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>What settlements state as estimates, month by month (计提).</summary>
internal static class AccrualStore
{
    /// <summary>What a month changes of every estimate; empty where it changes nothing or was not settled.</summary>
    public static async Task<IReadOnlyList<AccrualChange>> ChangesAsync(
        NpgsqlTransaction transaction, Period month, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<Row>(
            transaction, Sql.Query("accrual-changes"), cancel, new { month = month.ToString() }))
            .Where(row => row.Now is not null || EarningPeriod.EndOf(row.Period) >= month.Start)
            .Select(row => new AccrualChange(
                row.Policy, row.Dealer, row.Period, row.Currency, row.Before, row.Now ?? 0m))
            .Where(change => change.Amount != 0m),
    ];

    private sealed record Row(
        string Policy, string Dealer, string Period, string Currency, decimal Before, decimal? Now);
}
