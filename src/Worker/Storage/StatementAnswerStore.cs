using DealerIntegration.Connectors.Spreadsheets.Answers;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>result.statement_answer</c>: what dealers said to their statements; the last word counts.</summary>
internal static class StatementAnswerStore
{
    public static async Task AddAsync(
        NpgsqlTransaction transaction, long upload, string dealer, AnsweredStatement statement, string answeredBy,
        CancellationToken cancel)
    {
        foreach (var answer in statement.Answers)
        {
            await Sql.ExecuteAsync(
                transaction,
                """
                INSERT INTO result.statement_answer (number, dealer_code, period, item, amount, answer, reason,
                    answered_by, upload_id)
                VALUES (@Number, @dealer, @Period, @Item, @Amount, @kind, @Reason, @answeredBy, @upload)
                """,
                cancel,
                new
                {
                    statement.Number,
                    dealer,
                    statement.Period,
                    answer.Item,
                    answer.Amount,
                    kind = answer.Kind == AnswerKind.Confirmed ? Standing.Confirmed : Standing.Disputed,
                    Reason = answer.Reason?.Replace('\0', '\uFFFD'),
                    answeredBy,
                    upload,
                });
        }
    }

    /// <summary>The last answers of these dealers to items of statements up to a period, newest period first.</summary>
    public static async Task<EarlierAnswers> EarlierAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, string period, CancellationToken cancel) =>
        new(await Sql.QueryAsync<StoredAnswer>(
            transaction,
            """
            SELECT DISTINCT ON (a.dealer_code, a.item, a.period, a.amount) a.dealer_code AS dealerCode, a.number,
                   a.period, a.item, a.amount, a.answer, a.reason, a.created_at AS answeredAt
              FROM result.statement_answer a
             WHERE a.dealer_code = ANY(@dealers) AND a.item <> '' AND a.period <= @period
             ORDER BY a.dealer_code, a.item, a.period, a.amount, a.id DESC
            """,
            cancel,
            new { dealers = dealers.ToArray(), period }));
}

internal sealed record StoredAnswer(
    string DealerCode, string Number, string Period, string Item, decimal Amount, string Answer, string? Reason,
    DateTime AnsweredAt);

/// <summary>Answers by item. Only of the same amount and of a period in which the item was open.</summary>
internal sealed class EarlierAnswers(IReadOnlyList<StoredAnswer> answers)
{
    private readonly ILookup<(string, string), StoredAnswer> _answers = answers.ToLookup(a => (a.DealerCode, a.Item));

    public StoredAnswer? Find(string dealer, string item, decimal amount, string period, string? carriedFrom) =>
        _answers[(dealer, item)]
            .Where(a => a.Amount == amount
                && string.CompareOrdinal(a.Period, carriedFrom ?? period) >= 0
                && string.CompareOrdinal(a.Period, period) <= 0)
            .MaxBy(a => a.Period, StringComparer.Ordinal);
}
