using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>Binary COPY with its count checked: fewer rows than sent is a failure, not a shorter import.</summary>
internal static class BulkCopy
{
    public static async Task WriteAsync(
        NpgsqlBinaryImporter import, object?[] values, NpgsqlDbType[] types, CancellationToken cancel)
    {
        for (var i = 0; i < types.Length; i++)
        {
            switch (values[i])
            {
                case null:
                    await import.WriteNullAsync(cancel);
                    break;
                case string text:
                    await import.WriteAsync(text, types[i], cancel);
                    break;
                case decimal number:
                    await import.WriteAsync(number, types[i], cancel);
                    break;
                case long number:
                    await import.WriteAsync(number, types[i], cancel);
                    break;
                case int number:
                    await import.WriteAsync(number, types[i], cancel);
                    break;
                case DateOnly date:
                    await import.WriteAsync(date, types[i], cancel);
                    break;
                case DateTimeOffset instant:
                    await import.WriteAsync(instant, types[i], cancel);
                    break;
                case { } other:
                    throw new ArgumentException($"COPY of a {other.GetType().Name} is not foreseen.");
            }
        }
    }

    public static async Task CompleteAsync(NpgsqlBinaryImporter import, long sent, CancellationToken cancel)
    {
        var taken = await import.CompleteAsync(cancel);
        if (taken != (ulong)sent)
        {
            throw new InvalidOperationException($"COPY took {taken} rows of {sent} sent.");
        }
    }

    /// <summary>Sends rows of one table; every row has one value per type.</summary>
    public static async Task<long> SendAsync(
        NpgsqlTransaction transaction, string target, NpgsqlDbType[] types, IEnumerable<object?[]> rows,
        CancellationToken cancel)
    {
        await using var import = await transaction.Connection!.BeginBinaryImportAsync(
            $"COPY {target} FROM STDIN (FORMAT BINARY)", cancel);
        var sent = 0L;
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancel);
            await WriteAsync(import, row, types, cancel);
            sent++;
        }

        await CompleteAsync(import, sent, cancel);
        return sent;
    }
}
