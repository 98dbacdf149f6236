using DealerIntegration.Domain.RebatePool;
using DealerIntegration.Worker.Rebates;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// <c>delivery.pool_entry</c> and its parts: entries are added, never changed. Whoever takes from a dealer's credits
/// holds the dealer's account (<see cref="AdvisoryLocks.TakeAccountsAsync"/>) from before it reads them.
/// </summary>
internal static class RebatePoolStore
{
    private static readonly NpgsqlDbType[] EntryTypes =
    [
        NpgsqlDbType.Bigint, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Numeric, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.Text,
        NpgsqlDbType.Date, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint,
        NpgsqlDbType.Text,
    ];

    private static readonly NpgsqlDbType[] PartTypes = [NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Numeric];

    /// <summary>Books entries with their parts; returns their numbers in the same order.</summary>
    public static async Task<IReadOnlyList<long>> BookAsync(
        NpgsqlTransaction transaction, IReadOnlyList<PoolEntry> entries, CancellationToken cancel)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var numbers = await Sql.QueryAsync<long>(
            transaction,
            "SELECT nextval('delivery.pool_entry_no') FROM generate_series(1, @count)",
            cancel,
            new { count = entries.Count });
        await BulkCopy.SendAsync(
            transaction,
            """
            delivery.pool_entry (id, dealer_code, currency, form, kind, amount, policy, period, posting_no,
                product_code, expires_on, reference, reason, reverses, run_id, entered_by)
            """,
            EntryTypes,
            entries.Select((e, i) => new object?[]
            {
                numbers[i], e.Purse.DealerCode, e.Purse.Currency, e.Purse.Form, e.Kind, e.Amount, e.Policy, e.Period,
                e.PostingNo, e.ProductCode, e.ExpiresOn, e.Reference, e.Reason, e.Reverses, e.Run, e.By,
            }),
            cancel);
        await BulkCopy.SendAsync(
            transaction,
            "delivery.pool_part (entry_id, credit_id, amount)",
            PartTypes,
            entries.SelectMany((e, i) => e.Parts.Select(
                p => new object?[] { numbers[i], p.Credit ?? numbers[i], p.Amount })),
            cancel);
        return numbers;
    }

    /// <summary>Credits of these dealers with something left, also such as have expired.</summary>
    public static async Task<IReadOnlyList<PoolCredit>> CreditsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(long Number, string Dealer, string Currency, string Form, DateOnly? Expires,
            decimal Left)>(
            transaction,
            """
            SELECT e.id, e.dealer_code, e.currency, e.form, e.expires_on, sum(p.amount)
              FROM delivery.pool_entry e JOIN delivery.pool_part p ON p.credit_id = e.id
             WHERE e.kind = 'credit' AND e.dealer_code = ANY(@dealers)
             GROUP BY e.id HAVING sum(p.amount) > 0 ORDER BY e.id
            """,
            cancel,
            new { dealers = dealers.ToArray() }))
            .Select(c => new PoolCredit(c.Number, new Purse(c.Dealer, c.Currency, c.Form), c.Expires, c.Left)),
    ];

    /// <summary>What a release may take back from.</summary>
    public static async Task<PoolState> StateAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, CancellationToken cancel) => new(
            await CreditsAsync(transaction, dealers, cancel),
            await Sql.QueryAsync<ExpiredCredit>(
                transaction,
                """
                SELECT x.id AS "Entry", p.credit_id AS "Credit", -p.amount AS "Amount", c.dealer_code AS "DealerCode",
                       c.policy AS "Policy", c.period AS "Period"
                  FROM delivery.pool_entry x
                  JOIN delivery.pool_part p ON p.entry_id = x.id
                  JOIN delivery.pool_entry c ON c.id = p.credit_id AND c.policy IS NOT NULL
                 WHERE x.kind = 'expiry' AND x.dealer_code = ANY(@dealers)
                   AND NOT EXISTS (SELECT 1 FROM delivery.pool_entry r WHERE r.reverses = x.id)
                 ORDER BY x.id
                """,
                cancel,
                new { dealers = dealers.ToArray() }));

    /// <summary>Dealers with a credit whose last day is over and that is not used up, in order.</summary>
    public static Task<IReadOnlyList<string>> ExpiringDealersAsync(
        NpgsqlTransaction transaction, DateOnly day, CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT DISTINCT e.dealer_code FROM delivery.pool_entry e
             WHERE e.kind = 'credit' AND e.expires_on < @day
               AND (SELECT sum(p.amount) FROM delivery.pool_part p WHERE p.credit_id = e.id) > 0
             ORDER BY e.dealer_code
            """,
            cancel,
            new { day });

    /// <summary>Credits that can still be drawn on the day and expire by another, the first to expire first.</summary>
    public static async Task<IReadOnlyList<PoolCredit>> ExpiringSoonAsync(
        NpgsqlTransaction transaction, string? dealer, DateOnly day, DateOnly until, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(long Number, string Dealer, string Currency, string Form, DateOnly Expires,
            decimal Left)>(
            transaction,
            """
            SELECT e.id, e.dealer_code, e.currency, e.form, e.expires_on, sum(p.amount)
              FROM delivery.pool_entry e JOIN delivery.pool_part p ON p.credit_id = e.id
             WHERE e.kind = 'credit' AND e.expires_on BETWEEN @day AND @until
               AND (@dealer::text IS NULL OR e.dealer_code = @dealer)
             GROUP BY e.id HAVING sum(p.amount) > 0 ORDER BY e.expires_on, e.dealer_code, e.id
            """,
            cancel,
            new { dealer, day, until }))
            .Select(c => new PoolCredit(c.Number, new Purse(c.Dealer, c.Currency, c.Form), c.Expires, c.Left)),
    ];

    /// <summary>How many credits a run has booked as expired.</summary>
    public static async Task<int> ExpiredByRunAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<int>(
            transaction,
            "SELECT count(*)::int FROM delivery.pool_entry WHERE run_id = @run AND kind = 'expiry'",
            cancel,
            new { run })).Single();

    public static Task<IReadOnlyList<PoolBalance>> BalancesAsync(
        NpgsqlTransaction transaction, string? dealer, DateOnly day, CancellationToken cancel) =>
        Sql.QueryAsync<PoolBalance>(transaction, Sql.Query("pool-balances"), cancel, new { dealer, day });

    /// <summary>The entries of a dealer, the first one first.</summary>
    public static Task<IReadOnlyList<StoredPoolEntry>> EntriesAsync(
        NpgsqlTransaction transaction, string dealer, CancellationToken cancel) =>
        Sql.QueryAsync<StoredPoolEntry>(
            transaction, $"{Stored} WHERE e.dealer_code = @dealer ORDER BY e.id", cancel, new { dealer });

    public static async Task<StoredPoolEntry?> FindAsync(
        NpgsqlTransaction transaction, long number, CancellationToken cancel) =>
        (await Sql.QueryAsync<StoredPoolEntry>(
            transaction, $"{Stored} WHERE e.id = @number", cancel, new { number })).SingleOrDefault();

    public static Task<IReadOnlyList<PoolPart>> PartsAsync(
        NpgsqlTransaction transaction, long number, CancellationToken cancel) =>
        Sql.QueryAsync<PoolPart>(
            transaction,
            """
            SELECT credit_id AS "Credit", amount AS "Amount" FROM delivery.pool_part
             WHERE entry_id = @number ORDER BY credit_id
            """,
            cancel,
            new { number });

    /// <summary>References of these dealers that were drawn for and not taken back, with the entry's number.</summary>
    public static async Task<IReadOnlyDictionary<(Purse, string), long>> DrawnAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> dealers, CancellationToken cancel) =>
        (await Sql.QueryAsync<(long Number, string Dealer, string Currency, string Form, string Reference)>(
            transaction,
            """
            SELECT e.id, e.dealer_code, e.currency, e.form, e.reference FROM delivery.pool_entry e
             WHERE e.kind = 'draw' AND e.dealer_code = ANY(@dealers)
               AND NOT EXISTS (SELECT 1 FROM delivery.pool_entry r WHERE r.reverses = e.id)
            """,
            cancel,
            new { dealers = dealers.ToArray() }))
        .ToDictionary(d => (new Purse(d.Dealer, d.Currency, d.Form), d.Reference), d => d.Number);

    private const string Stored =
        """
        SELECT e.id AS "Number", e.dealer_code AS "DealerCode", e.currency AS "Currency", e.form AS "Form",
               e.kind AS "Kind", e.amount AS "Amount", e.expires_on AS "ExpiresOn", e.reference AS "Reference",
               e.reason AS "Reason", e.reverses AS "Reverses", r.id AS "ReversedBy", e.entered_by AS "EnteredBy",
               e.entered_at AS "EnteredAt"
          FROM delivery.pool_entry e LEFT JOIN delivery.pool_entry r ON r.reverses = e.id
        """;
}
