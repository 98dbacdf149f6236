using System.Globalization;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Streams rows of a query out by binary COPY. Values are put into the text, because COPY takes no parameters.
/// </summary>
internal static class CopyOut
{
    private const int RowsPerLook = 1024;

    /// <summary>
    /// The query <c>Queries/{name}.sql</c> with its <c>:names</c> replaced. Only numbers and dates can be bound: text
    /// could carry SQL and belongs into a temporary table.
    /// </summary>
    public static string Bind(string name, params (string Name, object Value)[] values)
    {
        var sql = Sql.Query(name);
        foreach (var (key, value) in values)
        {
            var literal = value switch
            {
                long number => number.ToString(CultureInfo.InvariantCulture),
                int number => number.ToString(CultureInfo.InvariantCulture),
                DateOnly date => $"DATE '{date:yyyy-MM-dd}'",
                IEnumerable<long> numbers => $"'{{{string.Join(',', numbers)}}}'::bigint[]",
                _ => throw new ArgumentException($"A {value.GetType().Name} cannot be put into a COPY.",
                    nameof(values)),
            };
            sql = sql.Replace(":" + key, literal, StringComparison.Ordinal);
        }

        return sql;
    }

    public static async Task<long> ReadAsync(
        NpgsqlTransaction transaction, string sql, Action<CopyRow> row, CancellationToken cancel)
    {
        await using var stream = await transaction.Connection!.BeginRawBinaryCopyAsync(
            $"COPY ({sql}) TO STDOUT (FORMAT BINARY)", cancel);
        var reader = new CopyRow(stream);
        var rows = 0L;

        // Values are read without awaiting, so a row's start is, too: a task a row costs more than the reading.
        while (reader.Next())
        {
            row(reader);
            if (++rows % RowsPerLook == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        return rows;
    }
}
