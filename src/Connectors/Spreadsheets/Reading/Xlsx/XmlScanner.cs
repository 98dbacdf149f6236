using System.Buffers;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Reads the XML of a workbook part as UTF-8 tokens, forward, without a tree and without a string. Names are local (no
/// prefix). A DTD ends the reading; so does a part that ends before its elements do.
/// </summary>
/// <remarks>
/// Why not XmlReader: a million rows are sixty million tokens, and a string for each is four fifths of its time. What
/// is given up is the check that a closing name is that of the opening one; their number is checked.
/// </remarks>
internal sealed class XmlScanner : IDisposable
{
    // The longest text of a cell has 32,767 characters; a picture in an extension list is longer.
    private const int LongestToken = 16 * 1024 * 1024;

    private static readonly SearchValues<byte> TagMarks = SearchValues.Create(">\"'"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/"u8);

    private readonly Stream _stream;
    private readonly int _deepest;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(128 * 1024);
    private int _start;
    private int _end;
    private int _tokenStart;
    private int _tokenLength;
    private int _nameLength;
    private int _prefixLength;
    private int _depth;
    private bool _closePending;

    public XmlScanner(Stream stream, int deepest)
    {
        _stream = stream;
        _deepest = deepest;
    }

    /// <summary>Elements that are open.</summary>
    public int Depth => _depth;

    /// <summary>Whether the text stood in a CDATA section and holds no entities.</summary>
    public bool IsLiteral { get; private set; }

    /// <summary>Local name of the element that was opened or closed; good until the next read.</summary>
    public ReadOnlySpan<byte> Name =>
        _bytes.AsSpan(_tokenStart + _prefixLength, _nameLength - _prefixLength);

    /// <summary>The text as it stands in the file; good until the next read.</summary>
    public ReadOnlySpan<byte> RawText => _bytes.AsSpan(_tokenStart, _tokenLength);

    /// <summary>The attributes of the element that was opened; good until the next read.</summary>
    public XmlAttributes Attributes =>
        new(_bytes.AsSpan(_tokenStart + _nameLength, _tokenLength - _nameLength));

    public bool Is(ReadOnlySpan<byte> name) => Name.SequenceEqual(name);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _stream.Dispose();
    }

    public XmlToken Read()
    {
        if (_closePending)
        {
            _closePending = false;
            _depth--;
            return XmlToken.Close;
        }

        while (Has(1))
        {
            if (_bytes[_start] != (byte)'<')
            {
                if (Text())
                {
                    return XmlToken.Text;
                }
            }
            else if (Markup() is { } token)
            {
                return token;
            }
        }

        return _depth == 0 ? XmlToken.End : throw new DamagedPartException("it ends in the middle");
    }

    /// <summary>Reads on to the close of the element that was opened last.</summary>
    public void Skip()
    {
        for (var outside = _depth - 1; _depth > outside;)
        {
            Read();
        }
    }

    /// <summary>
    /// Takes in one step the text of an element whose whole content is one child with plain text, as nearly all are;
    /// both are closed then. False, and nothing read, when it is anything else.
    /// </summary>
    /// <param name="open">The child's opening tag as it stands when it has neither prefix nor attributes.</param>
    /// <param name="close">The closing tags of both.</param>
    public bool TryOnlyChild(ReadOnlySpan<byte> open, ReadOnlySpan<byte> close)
    {
        var unread = _bytes.AsSpan(_start, _end - _start);
        if (_closePending || !unread.StartsWith(open))
        {
            return false;
        }

        var length = unread[open.Length..].IndexOf((byte)'<');
        if (length < 0 || !unread[(open.Length + length)..].StartsWith(close))
        {
            return false;
        }

        Take(length, skip: open.Length, after: close.Length);
        IsLiteral = false;
        _depth--;
        return true;
    }

    private bool Text()
    {
        var length = Find("<"u8, from: 0);
        length = length < 0 ? _end - _start : length;
        Take(length, skip: 0);
        IsLiteral = false;
        return _depth > 0;
    }

    private XmlToken? Markup()
    {
        if (!Has(2))
        {
            throw new DamagedPartException("it ends in the middle");
        }

        switch (_bytes[_start + 1])
        {
            case (byte)'?':
                Take(Must("?>"u8, from: 2) + 2, skip: 0);
                return null;
            case (byte)'!':
                return Declaration();
            case (byte)'/':
                var end = Must(">"u8, from: 2);
                Take(end - 2, skip: 2, after: 1);
                Names();
                return --_depth < 0 ? throw new DamagedPartException("more is closed than was opened") : XmlToken.Close;
            default:
                return Open();
        }
    }

    private XmlToken? Declaration()
    {
        if (Has(4) && _bytes.AsSpan(_start, 4).SequenceEqual("<!--"u8))
        {
            Take(Must("-->"u8, from: 4) + 3, skip: 0);
            return null;
        }

        if (!Has(9) || !_bytes.AsSpan(_start, 9).SequenceEqual("<![CDATA["u8))
        {
            throw new DamagedPartException("it holds a DTD");
        }

        Take(Must("]]>"u8, from: 9) - 9, skip: 9, after: 3);
        IsLiteral = true;
        return _depth > 0 ? XmlToken.Text : throw new DamagedPartException("text stands outside of any element");
    }

    private XmlToken Open()
    {
        var end = TagEnd();
        _closePending = _bytes[_start + end - 1] == (byte)'/';
        Take(end - 1 - (_closePending ? 1 : 0), skip: 1, after: _closePending ? 2 : 1);
        Names();
        return ++_depth > _deepest
            ? throw new DamagedPartException($"it is nested deeper than {_deepest}")
            : XmlToken.Open;
    }

    // Where the tag ends: a bigger-than sign inside quotes belongs to a value.
    private int TagEnd()
    {
        byte quote = 0;
        var from = 1;
        while (true)
        {
            var rest = _bytes.AsSpan(_start + from, _end - _start - from);
            var hit = quote == 0 ? rest.IndexOfAny(TagMarks) : rest.IndexOf(quote);
            if (hit < 0)
            {
                from = _end - _start;
                if (!Fill())
                {
                    throw new DamagedPartException("it ends in the middle");
                }

                continue;
            }

            var mark = rest[hit];
            if (mark == (byte)'>')
            {
                return from + hit;
            }

            quote = quote == 0 ? mark : (byte)0;
            from += hit + 1;
        }
    }

    private void Names()
    {
        var tag = _bytes.AsSpan(_tokenStart, _tokenLength);
        var end = tag.IndexOfAny(NameEnds);
        _nameLength = end < 0 ? tag.Length : end;
        _prefixLength = tag[.._nameLength].IndexOf((byte)':') + 1;
        if (_nameLength == _prefixLength)
        {
            throw new DamagedPartException("an element has no name");
        }
    }

    private void Take(int length, int skip, int after = 0)
    {
        _tokenStart = _start + skip;
        _tokenLength = length;
        _start += skip + length + after;
    }

    private int Must(ReadOnlySpan<byte> mark, int from) =>
        Find(mark, from) is >= 0 and var at ? at : throw new DamagedPartException("it ends in the middle");

    /// <summary>Distance of the mark from the first unread byte, reading on until it comes; -1 at the end.</summary>
    private int Find(ReadOnlySpan<byte> mark, int from)
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

    private bool Has(int count)
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

    private bool Fill()
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

        var read = _stream.Read(_bytes, _end, _bytes.Length - _end);
        _end += read;
        return read > 0;
    }

    private void Grow()
    {
        if (_bytes.Length >= LongestToken)
        {
            throw new DamagedPartException($"one value of it is longer than {LongestToken:N0} bytes");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
        _bytes.AsSpan(0, _end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
