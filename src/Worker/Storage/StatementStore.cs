using DealerIntegration.Connectors.Spreadsheets.Answers;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>delivery.statement</c>: the statements that went to dealers, as they were.</summary>
internal static class StatementStore
{
    /// <summary>As <see cref="LastAsync"/>, for a run that issues the next: no other run does until it ends.</summary>
    public static async Task<IReadOnlyDictionary<string, LastStatement>> LockLastAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, string period, CancellationToken cancel)
    {
        await AdvisoryLocks.TakeStatementsAsync(transaction, dealers);
        return await LastAsync(transaction, dealers, period, cancel);
    }

    /// <summary>The last statement of each dealer for a period: its place in the month and its figures.</summary>
    public static async Task<IReadOnlyDictionary<string, LastStatement>> LastAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, string period, CancellationToken cancel) =>
        (await Sql.QueryAsync<LastStatement>(
            transaction,
            """
            SELECT DISTINCT ON (dealer_code) dealer_code AS dealerCode, number, no, figures
              FROM delivery.statement WHERE period = @period AND dealer_code = ANY(@dealers)
             ORDER BY dealer_code, no DESC
            """,
            cancel,
            new { period, dealers = dealers.ToArray() })).ToDictionary(s => s.DealerCode, StringComparer.Ordinal);

    /// <summary>Adds a statement; its residual is the one that the reconciliation has stored.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, NewStatement statement, CancellationToken cancel)
    {
        await Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO delivery.statement (number, dealer_code, period, no, run_id, currency, issued_on, due_on,
                our_closing, their_closing, residual, silence, clause, figures, body)
            VALUES (@Number, @DealerCode, @Period, @No, @Run, @Currency, @IssuedOn, @DueOn, @OurClosing, @TheirClosing,
                (SELECT residual FROM result.reconciliation WHERE run_id = @Reconciled AND dealer_code = @DealerCode),
                @Silence, @Clause, @Figures, @Body)
            """,
            cancel,
            statement);
        await BulkCopy.SendAsync(
            transaction,
            "delivery.statement_item (number, item, label, amount)",
            [NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Numeric],
            statement.Items.Select(i => new object?[] { statement.Number, i.Item, i.Label, i.Amount }),
            cancel);
    }

    /// <summary>A statement by its number; null where none was issued under it.</summary>
    public static async Task<IssuedStatement?> FindAsync(
        NpgsqlTransaction transaction, string number, CancellationToken cancel)
    {
        var head = (await Sql.QueryAsync<StatementRow>(
            transaction,
            """
            SELECT number, dealer_code AS dealerCode, period, currency, our_closing AS closing, body AS workbook
              FROM delivery.statement WHERE number = @number
            """,
            cancel,
            new { number })).SingleOrDefault();
        if (head is null)
        {
            return null;
        }

        var items = await Sql.QueryAsync<(string Item, decimal Amount)>(
            transaction, "SELECT item, amount FROM delivery.statement_item WHERE number = @number", cancel,
            new { number });
        return new IssuedStatement
        {
            Number = head.Number,
            DealerCode = head.DealerCode,
            Period = head.Period,
            Currency = head.Currency,
            Closing = head.Closing,
            Items = items.ToDictionary(i => i.Item, i => i.Amount, StringComparer.Ordinal),
            Workbook = head.Workbook,
        };
    }

    /// <summary>
    /// Where every dealer's month stands (对账进度), in the order of the dealers: those that the latest reconciliation
    /// of the period holds, and those that have a statement.
    /// </summary>
    /// <param name="today">The principal's calendar day; silence counts only after the due date.</param>
    public static async Task<IReadOnlyList<StatementStanding>> StandingsAsync(
        NpgsqlTransaction transaction, string period, DateOnly today, CancellationToken cancel)
    {
        var rows = await Sql.QueryAsync<StandingRow>(
            transaction, Sql.Query("statement-standing"), cancel, new { period, today });
        var disputes = (await Sql.QueryAsync<DisputedItem>(
                transaction, Sql.Query("statement-dispute"), cancel, new { period }))
            .ToLookup(d => d.Number, StringComparer.Ordinal);
        return [.. rows.Select(r => new StatementStanding(r, r.Number is { } n ? [.. disputes[n]] : []))];
    }

    private sealed record StatementRow(
        string Number, string DealerCode, string Period, string Currency, decimal Closing, byte[] Workbook);
}

internal sealed record LastStatement(string DealerCode, string Number, int No, string Figures);

/// <summary>A statement about to be issued.</summary>
internal sealed record NewStatement
{
    public required string Number { get; init; }

    public required string DealerCode { get; init; }

    public required string Period { get; init; }

    public required int No { get; init; }

    public required long Run { get; init; }

    /// <summary>The reconciliation run that it tells of.</summary>
    public required long Reconciled { get; init; }

    public required string Currency { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public required decimal OurClosing { get; init; }

    public decimal? TheirClosing { get; init; }

    public required string Silence { get; init; }

    public string? Clause { get; init; }

    public required string Figures { get; init; }

    public required byte[] Body { get; init; }

    public required IReadOnlyList<NewStatementItem> Items { get; init; }
}

/// <param name="Label">The documents of both sides, for people.</param>
internal sealed record NewStatementItem(string Item, string Label, decimal Amount);
