using System.Buffers;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>The stretch of a part that is in memory: what was read and not yet taken, together in one piece.</summary>
internal sealed class ByteWindow(Stream stream) : IDisposable
{
    // The longest text of a cell has 32,767 characters; a picture in an extension list is longer.
    private const int Longest = 16 * 1024 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int _start;
    private int _end;

    public byte[] Bytes => _bytes;

    /// <summary>Where the unread bytes begin; what lies before stays in place until more is read.</summary>
    public int Start
    {
        get => _start;
        set => _start = value;
    }

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        stream.Dispose();
    }

    /// <summary>Distance of the mark from the first unread byte, reading on until it comes; -1 at the end.</summary>
    public int Find(ReadOnlySpan<byte> mark, int from)
    {
        while (true)
        {
            if (_end - _start > from)
            {
                var hit = _bytes.AsSpan(_start + from, _end - _start - from).IndexOf(mark);
                if (hit >= 0)
                {
                    return from + hit;
                }

                // The mark itself may be cut in two.
                from = Math.Max(from, _end - _start - mark.Length + 1);
            }

            if (!Fill())
            {
                return -1;
            }
        }
    }

    public bool Has(int count)
    {
        while (_end - _start < count)
        {
            if (!Fill())
            {
                return false;
            }
        }

        return true;
    }

    public bool Fill()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_bytes, _start, _bytes, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _bytes.Length)
        {
            Grow();
        }

        var read = stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        return read > 0;
    }

    private void Grow()
    {
        if (_bytes.Length >= Longest)
        {
            throw new DamagedPartException($"one value of it is longer than {Longest:N0} bytes", Damage.Xml);
        }

        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
