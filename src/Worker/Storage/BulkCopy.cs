using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>Binary COPY with its count checked: fewer rows than sent is a failure, not a shorter import.</summary>
internal static class BulkCopy
{
    private const int RowsPerLook = 1024;

    /// <summary>
    /// Puts the values of one row into the buffer. Not awaited value by value: nearly every write only fills memory,
    /// and a task for each costs more than the writing.
    /// </summary>
    public static void Write(NpgsqlBinaryImporter import, object?[] values, NpgsqlDbType[] types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            switch (values[i])
            {
                case null:
                    import.WriteNull();
                    break;
                case string text:
                    import.Write(text, types[i]);
                    break;
                case decimal number:
                    import.Write(number, types[i]);
                    break;
                case long number:
                    import.Write(number, types[i]);
                    break;
                case int number:
                    import.Write(number, types[i]);
                    break;
                case bool flag:
                    import.Write(flag, types[i]);
                    break;
                case DateOnly date:
                    import.Write(date, types[i]);
                    break;
                case DateTimeOffset instant:
                    import.Write(instant, types[i]);
                    break;
                case string[] texts:
                    import.Write(texts, types[i]);
                    break;
                case int[] numbers:
                    import.Write(numbers, types[i]);
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
            import.StartRow();
            Write(import, row, types);
            if (++sent % RowsPerLook == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }
        }

        await CompleteAsync(import, sent, cancel);
        return sent;
    }
}
