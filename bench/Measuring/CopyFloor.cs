using Npgsql;

namespace DealerIntegration.Bench.Measuring;

/// <summary>
/// The bare COPY: what has to leave the database is read and thrown away, what has to enter it is written into tables
/// without a key, unless one is asked for. Bytes are passed on as they are, so that not even a value is decoded.
/// </summary>
internal sealed class CopyFloor(BenchLab lab)
{
    private const int BlockSize = 1 << 16;

    private readonly List<string> _out = [];
    private readonly List<(string Table, string File)> _in = [];

    public CopyFloor Out(string query)
    {
        _out.Add($"COPY ({query}) TO STDOUT (FORMAT BINARY)");
        return this;
    }

    /// <summary>Takes the rows that ours has just written, so that the floor writes exactly the same.</summary>
    /// <param name="key">Columns that the floor keeps unique as well.</param>
    public async Task TakeAsync(string schema, string table, CancellationToken cancel, string? key = null)
    {
        var bare = $"bench.bare_{table}";
        await lab.ExecuteAsync($"CREATE TABLE {bare} AS SELECT * FROM {schema}.{table} WITH NO DATA", cancel);
        if (key is not null)
        {
            await lab.ExecuteAsync($"ALTER TABLE {bare} ADD PRIMARY KEY ({key})", cancel);
        }

        var file = Path.Combine(lab.Folder, $"{table}.copy");
        await using var connection = await lab.Database.OpenAsync(cancel);
        await using var rows = await connection.BeginRawBinaryCopyAsync(
            $"COPY {schema}.{table} TO STDOUT (FORMAT BINARY)", cancel);
        await using var target = File.Create(file);
        await rows.CopyToAsync(target, BlockSize, cancel);
        _in.Add((bare, file));
    }

    public async Task ResetAsync(CancellationToken cancel)
    {
        foreach (var (table, _) in _in)
        {
            await lab.ExecuteAsync($"TRUNCATE {table}", cancel);
        }
    }

    public Task RunAsync(CancellationToken cancel) => lab.Database.InTransactionAsync(
        async (connection, _) =>
        {
            foreach (var query in _out)
            {
                await DrainAsync(connection, query, cancel);
            }

            foreach (var (table, file) in _in)
            {
                await using var rows = await connection.BeginRawBinaryCopyAsync(
                    $"COPY {table} FROM STDIN (FORMAT BINARY)", cancel);
                await using var source = File.OpenRead(file);
                await source.CopyToAsync(rows, BlockSize, cancel);
            }
        },
        cancel);

    private static async Task DrainAsync(NpgsqlConnection connection, string query, CancellationToken cancel)
    {
        await using var rows = await connection.BeginRawBinaryCopyAsync(query, cancel);
        var block = new byte[BlockSize];
        while (await rows.ReadAsync(block, cancel) > 0)
        {
            // Read and thrown away.
        }
    }
}
