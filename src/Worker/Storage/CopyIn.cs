using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Writes rows of one table by binary COPY, value by value in the order of its columns. Nothing is boxed and nothing
/// awaited: nearly every write only fills memory.
/// </summary>
internal sealed class CopyIn : IAsyncDisposable
{
    private const int RowsPerLook = 1024;

    private readonly NpgsqlBinaryImporter _import;
    private readonly CancellationToken _cancel;
    private long _rows;

    private CopyIn(NpgsqlBinaryImporter import, CancellationToken cancel) => (_import, _cancel) = (import, cancel);

    /// <param name="transaction">Where the rows go.</param>
    /// <param name="target">The table with its columns.</param>
    /// <param name="cancel">Stops writing.</param>
    public static async Task<CopyIn> BeginAsync(
        NpgsqlTransaction transaction, string target, CancellationToken cancel) =>
        new(
            await transaction.Connection!.BeginBinaryImportAsync($"COPY {target} FROM STDIN (FORMAT BINARY)", cancel),
            cancel);

    public CopyIn Row()
    {
        if (++_rows % RowsPerLook == 0)
        {
            _cancel.ThrowIfCancellationRequested();
        }

        _import.StartRow();
        return this;
    }

    public CopyIn Text(string? value)
    {
        if (value is null)
        {
            _import.WriteNull();
        }
        else
        {
            _import.Write(value, NpgsqlDbType.Text);
        }

        return this;
    }

    public CopyIn Long(long value)
    {
        _import.Write(value, NpgsqlDbType.Bigint);
        return this;
    }

    public CopyIn Long(long? value) => value is { } known ? Long(known) : Null();

    public CopyIn Int(int value)
    {
        _import.Write(value, NpgsqlDbType.Integer);
        return this;
    }

    public CopyIn Int(int? value) => value is { } known ? Int(known) : Null();

    public CopyIn Decimal(decimal value)
    {
        _import.Write(value, NpgsqlDbType.Numeric);
        return this;
    }

    public CopyIn Decimal(decimal? value) => value is { } known ? Decimal(known) : Null();

    public CopyIn Date(DateOnly value)
    {
        _import.Write(value, NpgsqlDbType.Date);
        return this;
    }

    public CopyIn Bool(bool value)
    {
        _import.Write(value, NpgsqlDbType.Boolean);
        return this;
    }

    /// <summary>Ends the COPY; fewer rows taken than sent is a failure, not a shorter result.</summary>
    public Task CompleteAsync() => BulkCopy.CompleteAsync(_import, _rows, _cancel);

    public ValueTask DisposeAsync() => _import.DisposeAsync();

    private CopyIn Null()
    {
        _import.WriteNull();
        return this;
    }
}
