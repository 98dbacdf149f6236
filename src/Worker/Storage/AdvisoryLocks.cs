using Dapper;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// PostgreSQL's advisory locks by name. They end with their transaction or connection, never by a clock.
/// </summary>
internal static class AdvisoryLocks
{
    public const long Migration = 0x4855_4200_0001;

    /// <summary>
    /// Writers of canonical versions share it, a run that fixes its watermark takes it alone: every version number up
    /// to the watermark is then committed, which a sequence by itself does not promise.
    /// </summary>
    public const long Watermark = 0x4855_4200_0002;

    /// <summary>
    /// Storing that a file came and clearing it away: two looks at one server must not miss each other.
    /// </summary>
    public const long Arrivals = 0x4855_4200_0020;

    // The pair form of PostgreSQL's locks has a space of its own, so a month cannot meet one of the numbers above.
    private const int PeriodSpace = 0x4855;

    /// <summary>First half of the lock of a dealer's statements: two runs must not give out one number.</summary>
    private const int Statements = 0x4855_4203;

    /// <summary>First half of the lock of a dealer's rebate account: postings, and credits in the pool.</summary>
    private const int Accounts = 0x4855_4205;

    /// <summary>First half of the lock of a diversion case: of two people who act on it, one comes second.</summary>
    private const int Cases = 0x4855_4206;

    /// <summary>
    /// First half of the lock of a dataset's pages: a pull shares it while it stores a page and what was read out of
    /// it, a replay takes it alone, so that it never writes an older document over a newer one.
    /// </summary>
    private const int Pages = 0x4855_4207;

    public static Task SharePagesAsync(NpgsqlTransaction transaction, string connector, string dataset) =>
        transaction.Connection!.ExecuteAsync(
            "SELECT pg_advisory_xact_lock_shared(@Pages, hashtext(@name))",
            new { Pages, name = $"{connector}/{dataset}" },
            transaction);

    public static Task TakePagesAsync(NpgsqlTransaction transaction, string connector, string dataset) =>
        TakeEachAsync(transaction, Pages, [$"{connector}/{dataset}"]);

    public static Task ShareAsync(NpgsqlTransaction transaction, long key) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock_shared(@key)", new { key }, transaction);

    public static Task TakeAsync(NpgsqlTransaction transaction, long key) =>
        transaction.Connection!.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", new { key }, transaction);

    /// <summary>
    /// Whoever works in a period shares it, whoever changes its state against others takes it alone. A transaction that
    /// needs the watermark's lock as well takes that one first: two orders would wait for each other.
    /// </summary>
    public static Task SharePeriodAsync(NpgsqlTransaction transaction, Period period) =>
        transaction.Connection!.ExecuteAsync(
            "SELECT pg_advisory_xact_lock_shared(@PeriodSpace, @month)",
            new { PeriodSpace, month = Month(period) },
            transaction);

    public static Task TakePeriodAsync(NpgsqlTransaction transaction, Period period) =>
        transaction.Connection!.ExecuteAsync(
            "SELECT pg_advisory_xact_lock(@PeriodSpace, @month)",
            new { PeriodSpace, month = Month(period) },
            transaction);

    private static int Month(Period period) => (period.Year * 100) + period.Month;

    public static Task TakeStatementsAsync(NpgsqlTransaction transaction, IReadOnlyList<string> dealers) =>
        TakeEachAsync(transaction, Statements, dealers);

    /// <summary>Alone with the dealers' rebates until the transaction ends: nothing is posted or drawn twice.</summary>
    public static Task TakeAccountsAsync(NpgsqlTransaction transaction, IReadOnlyList<string> dealers) =>
        TakeEachAsync(transaction, Accounts, dealers);

    /// <summary>Alone with a diversion case until the transaction ends.</summary>
    public static Task TakeCaseAsync(NpgsqlTransaction transaction, string number) =>
        TakeEachAsync(transaction, Cases, [number]);

    // In the order of the keys, so that two runs over the same dealers cannot wait in a circle.
    private static Task TakeEachAsync(NpgsqlTransaction transaction, int family, IReadOnlyList<string> names) =>
        transaction.Connection!.ExecuteAsync(
            """
            SELECT pg_advisory_xact_lock(@family, key)
              FROM (SELECT DISTINCT hashtext(code) AS key FROM unnest(@names) AS t (code) ORDER BY 1) AS keys
            """,
            new { family, names = names.ToArray() },
            transaction);
}
