using System.Globalization;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Months;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Standings from the statements that were issued and what came back (对账单状态).</summary>
internal sealed class StatementStandings : IStatementStandings
{
    private const int MostDisputes = 3;

    public async Task<IReadOnlyDictionary<string, DealerStanding>?> OfAsync(
        NpgsqlTransaction transaction, Period period, DateOnly today, CancellationToken cancel) =>
        (await StatementStore.StandingsAsync(transaction, period.ToString(), today, cancel))
        .ToDictionary(s => s.Row.DealerCode, Of, StringComparer.Ordinal);

    private static DealerStanding Of(StatementStanding statement) => statement.Row.Standing switch
    {
        Standing.Waiting => new DealerStanding(AnswerState.Waiting, Waiting(statement.Row)),
        Standing.Confirmed => new DealerStanding(AnswerState.Confirmed),
        Standing.Disputed => new DealerStanding(AnswerState.Disputed, Disputed(statement.Disputes)),
        Standing.DeemedConfirmed => new DealerStanding(AnswerState.DeemedConfirmed, statement.Row.Clause),
        Standing.NotIssued => new DealerStanding(AnswerState.NotIssued),
        var other => throw new InvalidOperationException($"A statement has no standing '{other}'."),
    };

    private static string Waiting(StandingRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Number} was issued on {row.IssuedOn:yyyy-MM-dd} and is due on {row.DueOn:yyyy-MM-dd}");

    private static string Disputed(IReadOnlyList<DisputedItem> items)
    {
        var first = items.Take(MostDisputes)
            .Select(i => $"{(i.Item.Length == 0 ? "the balance" : i.Label)} ({i.Reason})");
        return string.Join("; ", first)
            + (items.Count > MostDisputes ? $" and {items.Count - MostDisputes} more" : "");
    }
}
