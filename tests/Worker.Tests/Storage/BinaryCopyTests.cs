using System.Globalization;
using CsCheck;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>What is laid out as bytes for a COPY is what PostgreSQL understands, and comes back the same.</summary>
public sealed class BinaryCopyTests(PostgresFixture postgres)
{
    private static readonly decimal[] Edges =
    [
        0m, 0.00m, -0.00m, 1m, -1m, 0.1m, 9999m, 10000m, 10000.0001m, 99999999.99m, -1234567890123.45m, 1e-28m, -1e-28m,
        decimal.MaxValue, decimal.MinValue, 79228162514264337593543950.335m, 0.0000000000000000000000000001m,
        7.9228162514264337593543950335m, 184467440737095516.15m, 18446744073709551615m, 0.00010000m, 120000.00m,
    ];

    [Fact]
    public async Task Amounts_keep_every_digit_and_their_scale()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var generator = Gen.Select(
            Gen.Int, Gen.Int, Gen.OneOf(Gen.Const(0), Gen.Int), Gen.Bool, Gen.Int[0, 28],
            (low, mid, high, negative, scale) => new decimal(low, mid, high, negative, (byte)scale));
        var values = Edges.Concat(generator.Array[2_000].Single()).ToArray();
        var (texts, decimals) = await RoundTripAsync(hub, values);
        Assert.Equal(values.Length, texts.Count);
        for (var i = 0; i < values.Length; i++)
        {
            var expected = values[i].ToString(CultureInfo.InvariantCulture);
            Assert.Equal(expected.TrimStart('-'), texts[i].TrimStart('-'));
            Assert.Equal(values[i], decimal.Parse(texts[i], CultureInfo.InvariantCulture));
            Assert.Equal(expected.TrimStart('-'), decimals[i].ToString(CultureInfo.InvariantCulture).TrimStart('-'));
            Assert.Equal(values[i], decimals[i]);
        }
    }

    [Theory]
    [InlineData("1.5::numeric(30,29)", "1.5000000000000000000000000000")]
    [InlineData("'0'::numeric(38,30)", "0")]
    [InlineData("'1e20'::numeric", "100000000000000000000")]
    [InlineData("'12345678901234567890.123400'::numeric", "12345678901234567890.123400")]
    public async Task Amounts_made_by_the_database_are_read_as_they_are(string sql, string expected)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        Assert.Equal(
            decimal.Parse(expected, CultureInfo.InvariantCulture), await ReadAsync(hub, sql, row => row.Decimal()));
    }

    [Theory]
    [InlineData("'NaN'::numeric")]
    [InlineData("'Infinity'::numeric")]
    public async Task What_is_not_a_number_is_refused(string sql)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(hub, sql, row => row.Decimal()));
    }

    [Theory]
    [InlineData("'1e29'::numeric")]
    [InlineData("'0.00000000000000000000000000001'::numeric")]
    public async Task More_digits_than_an_amount_has_are_refused(string sql)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await Assert.ThrowsAsync<OverflowException>(() => ReadAsync(hub, sql, row => row.Decimal()));
    }

    [Fact]
    public async Task A_column_of_another_width_is_a_fault_and_not_another_number()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ReadAsync(hub, "7::bigint", row => row.Int()));
        Assert.Contains("8 bytes", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_column_comes_back_and_a_null_stays_one()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var longText = new string('窜', 200_000);
        var (day, read) = (new DateOnly(1998, 2, 28), new List<string?>());
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                await Sql.ExecuteAsync(
                    transaction,
                    "CREATE TEMP TABLE kinds (t text, e text, n text, l bigint, i int, d date, b boolean, x numeric)",
                    default);
                await using var rows = await CopyIn.BeginAsync(transaction, "kinds (t, e, n, l, i, d, b, x)", default);
                for (var i = 0; i < 3; i++)
                {
                    rows.Row().Text(longText).Text("").Text(null).Long(long.MinValue).Int(int.MaxValue).Date(day)
                        .Bool(true).Decimal((decimal?)null);
                }

                await rows.CompleteAsync();
                await CopyOut.ReadAsync(
                    transaction, "SELECT * FROM kinds",
                    row => read.AddRange(
                    [
                        row.Text(), row.Text(), row.TextOrNull(),
                        $"{row.Long()} {row.Int()} {row.Date():O} {row.Bool()}",
                        row.DecimalOrNull()?.ToString(CultureInfo.InvariantCulture),
                    ]),
                    default);
            },
            default);
        var one = new[] { longText, "", null, "-9223372036854775808 2147483647 1998-02-28 True", null };
        Assert.Equal([.. one, .. one, .. one], read);
    }

    [Fact]
    public async Task Instants_and_lists_are_what_the_database_prints()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        string[] texts = ["", "窜货", "with \"quotes\", commas", new string('x', 70_000)];
        var at = new DateTimeOffset(2026, 10, 3, 8, 30, 0, TimeSpan.FromHours(8)).AddTicks(10);
        var (printed, read) = (new List<string>(), new List<string>());
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                await Sql.ExecuteAsync(
                    transaction, "CREATE TEMP TABLE lists (a timestamptz, n timestamptz, t text[], i int[])", default);
                await using var rows = await CopyIn.BeginAsync(transaction, "lists (a, n, t, i)", default);
                rows.Row().Instant(at).Instant(null).Texts(texts).Ints([int.MinValue, 0, int.MaxValue]);
                rows.Row().Instant(at).Instant(at).Texts([]).Ints([]);
                await rows.CompleteAsync();
                printed.AddRange(await Sql.QueryAsync<string>(
                    transaction,
                    """
                    SELECT concat_ws('|', a AT TIME ZONE 'UTC', n AT TIME ZONE 'UTC', array_to_string(t, ';'),
                                     cardinality(t), array_to_string(i, ';'), cardinality(i)) FROM lists
                    """,
                    default));
                var pool = new TextPool();
                await CopyOut.ReadAsync(
                    transaction,
                    "SELECT a, t, i FROM lists",
                    row => read.Add(
                        $"{row.Instant():O}|{string.Join(';', row.Texts(pool))}|{string.Join(';', row.Ints())}"),
                    default);
            },
            default);
        Assert.Equal(
            [
                $"2026-10-03 00:30:00.000001|{string.Join(';', texts)}|4|-2147483648;0;2147483647|3",
                "2026-10-03 00:30:00.000001|2026-10-03 00:30:00.000001||0||0",
            ],
            printed);
        Assert.Equal(
            [
                $"2026-10-03T00:30:00.0000010+00:00|{string.Join(';', texts)}|-2147483648;0;2147483647",
                "2026-10-03T00:30:00.0000010+00:00||",
            ],
            read);
    }

    [Fact]
    public async Task Rows_that_the_table_did_not_take_fail_the_copy()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                await Sql.ExecuteAsync(
                    transaction,
                    """
                    CREATE TABLE picky (n int);
                    CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN IF NEW.n = 2 THEN RETURN NULL; END IF; RETURN NEW; END $$;
                    CREATE TRIGGER skip BEFORE INSERT ON picky FOR EACH ROW EXECUTE FUNCTION skip();
                    """,
                    default);
                await using var rows = await CopyIn.BeginAsync(transaction, "picky (n)", default);
                rows.Row().Int(1).Row().Int(2).Row().Int(3);
                await rows.CompleteAsync();
            },
            default));
        Assert.Contains("took 2 rows of 3", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_is_not_completed_writes_nothing_and_leaves_the_connection_usable()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                await Sql.ExecuteAsync(transaction, "CREATE TEMP TABLE half (n int); SAVEPOINT before", default);
                await using (var rows = await CopyIn.BeginAsync(transaction, "half (n)", default))
                {
                    rows.Row().Int(1);
                }

                await Sql.ExecuteAsync(transaction, "ROLLBACK TO SAVEPOINT before", default);
                Assert.Equal(
                    [0L], await Sql.QueryAsync<long>(transaction, "SELECT count(*) FROM half", default));
            },
            default);
    }

    private static async Task<(List<string> Texts, List<decimal> Decimals)> RoundTripAsync(
        TestHub hub, decimal[] values)
    {
        var (texts, decimals) = (new List<string>(), new List<decimal>());
        await hub.Database.InTransactionAsync(
            async (_, transaction) =>
            {
                await Sql.ExecuteAsync(transaction, "CREATE TEMP TABLE amount (no int, value numeric)", default);
                await using var rows = await CopyIn.BeginAsync(transaction, "amount (no, value)", default);
                for (var i = 0; i < values.Length; i++)
                {
                    rows.Row().Int(i).Decimal(values[i]);
                }

                await rows.CompleteAsync();
                await CopyOut.ReadAsync(
                    transaction, "SELECT value::text, value FROM amount ORDER BY no",
                    row =>
                    {
                        texts.Add(row.Text());
                        decimals.Add(row.Decimal());
                    },
                    default);
            },
            default);
        return (texts, decimals);
    }

    private static async Task<T> ReadAsync<T>(TestHub hub, string sql, Func<CopyRow, T> read)
    {
        var values = new List<T>();
        await hub.Database.InTransactionAsync(
            (_, transaction) => CopyOut.ReadAsync(transaction, $"SELECT {sql}", row => values.Add(read(row)), default),
            default);
        return values.Single();
    }
}
