using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Months;

/// <summary>
/// How the dealers stand to their statements. A close asks this and nothing else about statements, so that it does not
/// know how they are issued and answered.
/// </summary>
internal interface IStatementStandings
{
    /// <param name="today">The business day that decides whether an answer is overdue.</param>
    /// <returns>By dealer; null: no statements are issued for confirmation here.</returns>
    Task<IReadOnlyDictionary<string, DealerStanding>?> OfAsync(
        NpgsqlTransaction transaction, Period period, DateOnly today, CancellationToken cancel);
}
