using System.Buffers;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// Reads the XML of a workbook part as UTF-8 tokens, forward, without a tree and without a string. Names are local (no
/// prefix). A DTD ends the reading; so does a part that ends before its elements do.
/// </summary>
/// <remarks>
/// Why not XmlReader: a million rows are sixty million tokens, and a string for each is four fifths of its time. Names
/// are compared by a hash of theirs, which is enough against damage.
/// </remarks>
internal sealed class XmlScanner : IDisposable
{
    private static readonly SearchValues<byte> TagMarks = SearchValues.Create(">\"'"u8);
    private static readonly SearchValues<byte> NameEnds = SearchValues.Create(" \t\r\n/"u8);

    private readonly ByteWindow _window;
    private readonly int _deepest;
    private readonly uint[] _open;
    private int _tokenStart;
    private int _tokenLength;
    private int _nameLength;
    private int _prefixLength;
    private int _depth;
    private bool _closePending;

    public XmlScanner(Stream stream, int deepest)
    {
        _window = new ByteWindow(stream);
        _deepest = deepest;
        _open = new uint[deepest + 1];
    }

    /// <summary>Elements that are open.</summary>
    public int Depth => _depth;

    /// <summary>Whether the text stood in a CDATA section and holds no entities.</summary>
    public bool IsLiteral { get; private set; }

    /// <summary>Local name of the element that was opened or closed; good until the next read.</summary>
    public ReadOnlySpan<byte> Name =>
        _window.Bytes.AsSpan(_tokenStart + _prefixLength, _nameLength - _prefixLength);

    /// <summary>The text as it stands in the file; good until the next read.</summary>
    public ReadOnlySpan<byte> RawText => _window.Bytes.AsSpan(_tokenStart, _tokenLength);

    /// <summary>The attributes of the element that was opened; good until the next read.</summary>
    public XmlAttributes Attributes =>
        new(_window.Bytes.AsSpan(_tokenStart + _nameLength, _tokenLength - _nameLength));

    /// <summary>What is in memory and not yet read; empty right behind an element that closes itself.</summary>
    public ReadOnlySpan<byte> Ahead => _closePending ? [] : _window.Unread;

    public bool Is(ReadOnlySpan<byte> name) => Name.SequenceEqual(name);

    public void Dispose() => _window.Dispose();

    public XmlToken Read()
    {
        if (_closePending)
        {
            _closePending = false;
            _depth--;
            return XmlToken.Close;
        }

        while (_window.Has(1))
        {
            if (_window.Unread[0] != (byte)'<')
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

        return _depth == 0 ? XmlToken.End : throw Cut();
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
        var unread = _window.Unread;
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

    /// <summary>Passes over elements that were recognised as a whole in <see cref="Ahead"/>.</summary>
    public void Pass(int length) => _window.Start += length;

    private bool Text()
    {
        var length = _window.Find("<"u8, from: 0);
        length = length < 0 ? _window.Unread.Length : length;
        Take(length, skip: 0);
        IsLiteral = false;
        return _depth > 0;
    }

    private XmlToken? Markup()
    {
        if (!_window.Has(2))
        {
            throw Cut();
        }

        switch (_window.Unread[1])
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
                return Close();
            default:
                return Open();
        }
    }

    private XmlToken? Declaration()
    {
        if (_window.Has(4) && _window.Unread.StartsWith("<!--"u8))
        {
            Take(Must("-->"u8, from: 4) + 3, skip: 0);
            return null;
        }

        if (!_window.Has(9) || !_window.Unread.StartsWith("<![CDATA["u8))
        {
            throw new DamagedPartException("it holds a DTD", Damage.Dtd);
        }

        Take(Must("]]>"u8, from: 9) - 9, skip: 9, after: 3);
        IsLiteral = true;
        return _depth > 0
            ? XmlToken.Text
            : throw new DamagedPartException("text stands outside of any element", Damage.Xml);
    }

    private XmlToken Open()
    {
        var end = TagEnd();
        _closePending = _window.Unread[end - 1] == (byte)'/';
        Take(end - 1 - (_closePending ? 1 : 0), skip: 1, after: _closePending ? 2 : 1);
        Names();
        if (++_depth > _deepest)
        {
            throw new DamagedPartException($"it is nested deeper than {_deepest}", Damage.Xml);
        }

        _open[_depth] = NameHash();
        return XmlToken.Open;
    }

    private XmlToken Close()
    {
        if (_depth == 0)
        {
            throw new DamagedPartException("more is closed than was opened", Damage.Xml);
        }

        return _open[_depth--] == NameHash()
            ? XmlToken.Close
            : throw new DamagedPartException("an element is closed by the name of another", Damage.Xml);
    }

    // With its prefix, and of all its signs: names are short.
    private uint NameHash()
    {
        var hash = (uint)_nameLength;
        foreach (var sign in _window.Bytes.AsSpan(_tokenStart, _nameLength))
        {
            hash = unchecked((hash * 31) + sign);
        }

        return hash;
    }

    // Where the tag ends: a bigger-than sign inside quotes belongs to a value.
    private int TagEnd()
    {
        byte quote = 0;
        var from = 1;
        while (true)
        {
            var rest = _window.Unread[from..];
            var hit = quote == 0 ? rest.IndexOfAny(TagMarks) : rest.IndexOf(quote);
            if (hit < 0)
            {
                from = _window.Unread.Length;
                if (!_window.Fill())
                {
                    throw Cut();
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
        var tag = _window.Bytes.AsSpan(_tokenStart, _tokenLength);
        var end = tag.IndexOfAny(NameEnds);
        _nameLength = end < 0 ? tag.Length : end;
        _prefixLength = tag[.._nameLength].IndexOf((byte)':') + 1;
        if (_nameLength == _prefixLength)
        {
            throw new DamagedPartException("an element has no name", Damage.Xml);
        }
    }

    private void Take(int length, int skip, int after = 0)
    {
        _tokenStart = _window.Start + skip;
        _tokenLength = length;
        _window.Start += skip + length + after;
    }

    private int Must(ReadOnlySpan<byte> mark, int from) =>
        _window.Find(mark, from) is >= 0 and var at ? at : throw Cut();

    private static DamagedPartException Cut() => new("it ends in the middle", Damage.Xml);
}
