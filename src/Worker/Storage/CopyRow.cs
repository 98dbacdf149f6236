using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The columns of one row of a binary COPY in their order, read from the bytes themselves (see <see cref="CopyIn"/>).
/// A column of another width than asked for is a fault of the query and says so.
/// </summary>
internal sealed class CopyRow(NpgsqlRawCopyStream stream)
{
    private const int FixedHeadBytes = 19;

    private byte[] _block = new byte[CopyFormat.BlockBytes];
    private int _at;
    private int _end;
    private bool _started;

    /// <summary>Goes to the next row; false after the last one.</summary>
    public bool Next()
    {
        if (!_started)
        {
            _started = true;
            var head = Take(FixedHeadBytes);
            Take(BinaryPrimitives.ReadInt32BigEndian(head[(FixedHeadBytes - sizeof(int))..]));
        }

        return BinaryPrimitives.ReadInt16BigEndian(Take(sizeof(short))) >= 0;
    }

    public string Text() => TextOrNull() ?? throw IsNull();

    public string? TextOrNull()
    {
        var length = Length();
        return length < 0 ? null : length == 0 ? "" : Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>The bytes of a text, until the next value is read; nothing where it is null.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Length();
        return length < 0 ? default : Take(length);
    }

    /// <summary>A value that is nearly always the one of the row before: then it is the same instance.</summary>
    public string Text(ref string? before)
    {
        var length = Length();
        if (length < 0)
        {
            throw IsNull();
        }

        var bytes = Take(length);
        if (before is null || !Ascii.Equals(bytes, before))
        {
            before = Encoding.UTF8.GetString(bytes);
        }

        return before;
    }

    /// <summary>A value of which there are few: the same instance each time.</summary>
    public string Text(TextPool pool) => TextOrNull(pool) ?? throw IsNull();

    public string? TextOrNull(TextPool pool)
    {
        var length = Length();
        return length < 0 ? null : pool.Of(Take(length));
    }

    public int Int() => IntOrNull() ?? throw IsNull();

    public int? IntOrNull() =>
        Fixed(sizeof(int)) ? BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int))) : null;

    public long Long() => LongOrNull() ?? throw IsNull();

    public long? LongOrNull() =>
        Fixed(sizeof(long)) ? BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long))) : null;

    /// <summary>A <c>text[]</c> of one dimension, of texts that repeat.</summary>
    public string[] Texts(TextPool pool)
    {
        var values = Array(out var count);
        var texts = new string[count];
        for (var i = 0; i < count; i++)
        {
            texts[i] = pool.Of(Value(ref values));
        }

        return texts;
    }

    /// <summary>An <c>int[]</c> of one dimension.</summary>
    public int[] Ints()
    {
        var values = Array(out var count);
        var numbers = new int[count];
        for (var i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32BigEndian(Value(ref values));
        }

        return numbers;
    }

    public bool Bool() => Fixed(1) ? Take(1)[0] != 0 : throw IsNull();

    public decimal Decimal() => DecimalOrNull() ?? throw IsNull();

    public decimal? DecimalOrNull()
    {
        var length = Length();
        return length < 0 ? null : BinaryNumeric.Read(Take(length));
    }

    public DateOnly Date() => DateOrNull() ?? throw IsNull();

    public DateOnly? DateOrNull() =>
        IntOrNull() is { } day ? DateOnly.FromDayNumber(day + CopyFormat.DaysBefore2000) : null;

    public DateTimeOffset Instant() => CopyFormat.Year2000.AddMicroseconds(Long());

    private static InvalidOperationException IsNull() => new("A column that always has a value is null.");

    // Dimensions, whether a value is null, type of the values; then length and first index of each dimension.
    private ReadOnlySpan<byte> Array(out int count)
    {
        const int headBytes = 3 * sizeof(int);
        var bytes = Bytes();
        var dimensions = bytes.Length < headBytes ? throw IsNull() : BinaryPrimitives.ReadInt32BigEndian(bytes);
        count = dimensions switch
        {
            0 => 0,
            1 => BinaryPrimitives.ReadInt32BigEndian(bytes[headBytes..]),
            _ => throw new InvalidOperationException($"An array of {dimensions} dimensions is read as a list."),
        };
        return bytes[(headBytes + (2 * sizeof(int) * dimensions))..];
    }

    private static ReadOnlySpan<byte> Value(ref ReadOnlySpan<byte> values)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(values);
        var value = length < 0 ? throw IsNull() : values.Slice(sizeof(int), length);
        values = values[(sizeof(int) + length)..];
        return value;
    }

    private int Length() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    private bool Fixed(int bytes)
    {
        var length = Length();
        return length == bytes || (length < 0
            ? false
            : throw new InvalidOperationException($"A column of {length} bytes is read as one of {bytes}."));
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (_end - _at < bytes)
        {
            Fill(bytes);
        }

        var taken = _block.AsSpan(_at, bytes);
        _at += bytes;
        return taken;
    }

    private void Fill(int bytes)
    {
        var rest = _block.AsSpan(_at, _end - _at);
        if (bytes > _block.Length)
        {
            var larger = new byte[Math.Max(bytes, 2 * _block.Length)];
            rest.CopyTo(larger);
            _block = larger;
        }
        else
        {
            rest.CopyTo(_block);
        }

        (_at, _end) = (0, rest.Length);
        while (_end < bytes)
        {
            var read = stream.Read(_block.AsSpan(_end));
            _end += read > 0 ? read : throw new EndOfStreamException("The COPY ended in the middle of a row.");
        }
    }
}
