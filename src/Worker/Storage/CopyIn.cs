using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Writes rows of one table by binary COPY, value by value in the order of its columns. The bytes are laid out here:
/// a month has tens of millions of values, and the driver spends more on each than PostgreSQL does.
/// </summary>
internal sealed class CopyIn : IAsyncDisposable
{
    // Room for the length of a column and for the count that starts or ends the rows.
    private const int FixedBytes = 16;
    private const byte JsonVersion = 1;
    private const int UuidBytes = 16;

    // Dimensions, whether a value is null, type of the values; then length and first index of the one dimension.
    private const int ArrayHeadBytes = 5 * sizeof(int);
    private const int IntType = 23;
    private const int TextType = 25;

    private static readonly byte[] Head = [.. "PGCOPY\n"u8, 0xFF, 0x0D, 0x0A, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly NpgsqlTransaction _transaction;
    private readonly string _table;
    private readonly long? _rowsBefore;
    private readonly NpgsqlRawCopyStream _stream;
    private readonly CancellationToken _cancel;

    // A row is laid out whole before it is sent; nearly all are far smaller than the block.
    private byte[] _block = ArrayPool<byte>.Shared.Rent(2 * CopyFormat.BlockBytes);
    private int _used;
    private int _row = -1;
    private short _columns;
    private long _rows;
    private bool _isComplete;

    private CopyIn(
        NpgsqlTransaction transaction, string table, long? rowsBefore, NpgsqlRawCopyStream stream,
        CancellationToken cancel)
    {
        (_transaction, _table, _rowsBefore, _stream, _cancel) = (transaction, table, rowsBefore, stream, cancel);
        Head.CopyTo(_block, 0);
        _used = Head.Length;
    }

    /// <param name="transaction">Where the rows go.</param>
    /// <param name="target">The table with its columns.</param>
    /// <param name="cancel">Stops writing.</param>
    public static async Task<CopyIn> BeginAsync(
        NpgsqlTransaction transaction, string target, CancellationToken cancel)
    {
        var table = target[..target.IndexOf('(', StringComparison.Ordinal)].Trim();
        var before = await InsertedAsync(transaction, table, cancel);
        var stream = await transaction.Connection!.BeginRawBinaryCopyAsync(
            $"COPY {target} FROM STDIN (FORMAT BINARY)", cancel);
        return new CopyIn(transaction, table, before, stream, cancel);
    }

    public CopyIn Row()
    {
        EndRow();
        if (_used >= CopyFormat.BlockBytes)
        {
            _cancel.ThrowIfCancellationRequested();
            Send();
        }

        _rows++;
        _row = _used;
        _used += sizeof(short);
        return this;
    }

    public CopyIn Text(string? value)
    {
        if (value is null)
        {
            return Null();
        }

        var place = Column(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, place[sizeof(int)..]);
        return End(place, length);
    }

    /// <summary>A jsonb: a format version and the text.</summary>
    public CopyIn Json(string? value)
    {
        if (value is null)
        {
            return Null();
        }

        var place = Column(1 + Encoding.UTF8.GetMaxByteCount(value.Length));
        place[sizeof(int)] = JsonVersion;
        return End(place, 1 + Encoding.UTF8.GetBytes(value, place[(sizeof(int) + 1)..]));
    }

    public CopyIn Long(long value)
    {
        var place = Column(sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(place[sizeof(int)..], value);
        return End(place, sizeof(long));
    }

    public CopyIn Long(long? value) => value is { } known ? Long(known) : Null();

    public CopyIn Int(int value)
    {
        var place = Column(sizeof(int));
        BinaryPrimitives.WriteInt32BigEndian(place[sizeof(int)..], value);
        return End(place, sizeof(int));
    }

    public CopyIn Int(int? value) => value is { } known ? Int(known) : Null();

    public CopyIn Decimal(decimal value)
    {
        var place = Column(BinaryNumeric.MostBytes);
        return End(place, BinaryNumeric.Write(value, place[sizeof(int)..]));
    }

    public CopyIn Decimal(decimal? value) => value is { } known ? Decimal(known) : Null();

    public CopyIn Date(DateOnly value) => Int(value.DayNumber - CopyFormat.DaysBefore2000);

    public CopyIn Instant(DateTimeOffset value) =>
        Long((value.UtcTicks - CopyFormat.Year2000.UtcTicks) / TimeSpan.TicksPerMicrosecond);

    public CopyIn Instant(DateTimeOffset? value) => value is { } known ? Instant(known) : Null();

    public CopyIn Uuid(Guid value)
    {
        var place = Column(UuidBytes);
        value.TryWriteBytes(place[sizeof(int)..], bigEndian: true, out _);
        return End(place, UuidBytes);
    }

    /// <summary>A <c>text[]</c> of one dimension.</summary>
    public CopyIn Texts(IReadOnlyList<string> values)
    {
        var most = ArrayHeadBytes;
        foreach (var value in values)
        {
            most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length);
        }

        var place = Column(most);
        var at = sizeof(int) + ArrayHead(place[sizeof(int)..], TextType, values.Count);
        foreach (var value in values)
        {
            var length = Encoding.UTF8.GetBytes(value, place[(at + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(place[at..], length);
            at += sizeof(int) + length;
        }

        return End(place, at - sizeof(int));
    }

    /// <summary>An <c>int[]</c> of one dimension.</summary>
    public CopyIn Ints(IReadOnlyList<int> values)
    {
        var place = Column(ArrayHeadBytes + (2 * sizeof(int) * values.Count));
        var at = sizeof(int) + ArrayHead(place[sizeof(int)..], IntType, values.Count);
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(place[at..], sizeof(int));
            BinaryPrimitives.WriteInt32BigEndian(place[(at + sizeof(int))..], value);
            at += 2 * sizeof(int);
        }

        return End(place, at - sizeof(int));
    }

    public CopyIn Bool(bool value)
    {
        var place = Column(1);
        place[sizeof(int)] = value ? (byte)1 : (byte)0;
        return End(place, 1);
    }

    /// <summary>Ends the COPY; fewer rows taken than sent is a failure, not a shorter result.</summary>
    public async Task CompleteAsync()
    {
        EndRow();
        BinaryPrimitives.WriteInt16BigEndian(_block.AsSpan(_used), -1);
        _used += sizeof(short);
        Send();
        _isComplete = true;
        await _stream.DisposeAsync();

        // The driver does not hand out how many rows a COPY of bytes took; the transaction has counted them.
        var taken = await InsertedAsync(_transaction, _table, _cancel) - _rowsBefore;
        if (taken is { } known && known != _rows)
        {
            throw new InvalidOperationException($"COPY into {_table} took {known} rows of {_rows} sent.");
        }
    }

    /// <summary>Without <see cref="CompleteAsync"/> nothing was written.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isComplete)
        {
            await _stream.CancelAsync();
            await _stream.DisposeAsync();
        }

        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }

    // Null where the server is told to count nothing. A partitioned table counts in its parts.
    private static async Task<long?> InsertedAsync(
        NpgsqlTransaction transaction, string table, CancellationToken cancel) =>
        (await Sql.QueryAsync<long?>(
            transaction,
            """
            SELECT CASE WHEN current_setting('track_counts')::boolean
                        THEN coalesce((SELECT sum(pg_stat_get_xact_tuples_inserted(relid))::bigint
                                         FROM pg_partition_tree(@table::regclass)),
                                      pg_stat_get_xact_tuples_inserted(@table::regclass)) END
            """,
            cancel,
            new { table })).Single();

    // An empty array has no dimension.
    private static int ArrayHead(Span<byte> place, int type, int count)
    {
        BinaryPrimitives.WriteInt32BigEndian(place, count == 0 ? 0 : 1);
        BinaryPrimitives.WriteInt32BigEndian(place[sizeof(int)..], 0);
        BinaryPrimitives.WriteInt32BigEndian(place[(2 * sizeof(int))..], type);
        BinaryPrimitives.WriteInt32BigEndian(place[(3 * sizeof(int))..], count);
        BinaryPrimitives.WriteInt32BigEndian(place[(4 * sizeof(int))..], 1);
        return count == 0 ? 3 * sizeof(int) : ArrayHeadBytes;
    }

    private CopyIn Null()
    {
        var place = Column(0);
        BinaryPrimitives.WriteInt32BigEndian(place, -1);
        _used += sizeof(int);
        _columns++;
        return this;
    }

    // Room for a length and a value of at most so many bytes.
    private Span<byte> Column(int bytes)
    {
        if (_block.Length - _used < bytes + FixedBytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * (_used + bytes + FixedBytes));
            _block.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_block);
            _block = larger;
        }

        return _block.AsSpan(_used);
    }

    private CopyIn End(Span<byte> place, int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(place, bytes);
        _used += sizeof(int) + bytes;
        _columns++;
        return this;
    }

    private void EndRow()
    {
        if (_row >= 0)
        {
            BinaryPrimitives.WriteInt16BigEndian(_block.AsSpan(_row), _columns);
            (_row, _columns) = (-1, 0);
        }
    }

    private void Send()
    {
        _stream.Write(_block, 0, _used);
        _used = 0;
    }
}
