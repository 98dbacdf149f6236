using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>Where a value that is not blank stands in the text (值的位置), inside its quotes if it has any.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Start">Offset of its first byte.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Doubled">It holds quotes that are written twice.</param>
internal readonly record struct DelimitedValue(int Column, int Start, int Length, bool Doubled);

/// <summary>
/// Cuts a delimited text into records, one at a time (逐条切分): lines end in CR LF, LF or a lone CR; a value in quotes may
/// hold separators and line ends, and a quote inside it is written twice. A quote further on in a value is a letter.
/// </summary>
/// <remarks>
/// Why not a library: what is between two records has to be told (the line where a quote opened, how many values a row
/// has too many), and a first pass over all of the file must cost next to nothing. So this only says where the values
/// stand: signs that may end one are looked for 64 bytes at a time, and nothing is made of what lies between them.
/// </remarks>
/// <param name="text">UTF-8 without a zero byte.</param>
/// <param name="from">Where the first record begins.</param>
/// <param name="separator">Between two values.</param>
/// <param name="quote">Around values that hold a separator; one byte.</param>
internal sealed class DelimitedRecords(byte[] text, int from, char separator, char quote)
{
    private const int Block = 64;

    private readonly byte[] _separator = System.Text.Encoding.UTF8.GetBytes([separator]);
    private readonly byte _quote = (byte)quote;
    private DelimitedValue[] _filled = new DelimitedValue[64];
    private int _count;
    private readonly int _first = from;
    private int _at = from;
    private int _block = from - Block;
    private ulong _marks;

    /// <summary>Offset of the record's first byte.</summary>
    public int Start { get; private set; }

    /// <summary>Values of the record, blank ones as well.</summary>
    public int Width { get; private set; }

    /// <summary>Whether any value has a sign, be it a blank.</summary>
    public bool HasText { get; private set; }

    /// <summary>The values that are not blank; good until the next record.</summary>
    public ReadOnlySpan<DelimitedValue> Filled => _filled.AsSpan(0, _count);

    /// <summary>Goes to the next record; false at the end of the text.</summary>
    /// <exception cref="DelimitedException">A quote does not close, or text follows where it closed.</exception>
    public bool Next()
    {
        if (_at >= text.Length)
        {
            return false;
        }

        Start = _at;
        (_count, Width, HasText) = (0, 0, false);
        for (var start = _at; ; start += _separator.Length)
        {
            start = start < text.Length && text[start] == _quote ? Quoted(start) : Plain(start);
            if (start == text.Length || !IsSeparator(start))
            {
                _at = BehindLine(start);
                return true;
            }
        }
    }

    /// <summary>Values without quotes, one after the other.</summary>
    /// <returns>
    /// Where the line end, the end of the text, or the separator in front of a value with quotes stands.
    /// </returns>
    private int Plain(int start)
    {
        // Locals, which stay in registers: this loop sees every value of a file.
        var (bytes, mark, length) = (text, _separator[0], _separator.Length);
        while (true)
        {
            var end = NextMark();
            if (end < bytes.Length)
            {
                var isSeparator = bytes[end] == mark && (length == 1 || IsSeparator(end));
                if (!isSeparator && bytes[end] is not ((byte)'\r' or (byte)'\n'))
                {
                    continue;
                }

                Take(start, end - start, doubled: false);
                start = end + length;
                if (isSeparator && (start >= bytes.Length || bytes[start] != _quote))
                {
                    continue;
                }

                return end;
            }

            Take(start, end - start, doubled: false);
            return end;
        }
    }

    private int Quoted(int opened)
    {
        NextMark();
        var doubled = false;
        while (true)
        {
            var mark = NextMark();
            if (mark == text.Length)
            {
                throw NotClosed(opened);
            }

            if (text[mark] != _quote)
            {
                continue;
            }

            if (mark + 1 < text.Length && text[mark + 1] == _quote)
            {
                NextMark();
                doubled = true;
                continue;
            }

            Take(opened + 1, mark - opened - 1, doubled);
            return BehindQuote(opened, mark + 1);
        }
    }

    // Blanks between the quote and what ends the value are none of its signs.
    private int BehindQuote(int opened, int at)
    {
        while (at < text.Length && text[at] == (byte)' ' && separator != ' ')
        {
            at++;
        }

        return at == text.Length || ((IsSeparator(at) || text[at] is (byte)'\r' or (byte)'\n') && NextMark() == at)
            ? at
            : throw NotClosed(opened);
    }

    private int BehindLine(int end)
    {
        if (end + 1 >= text.Length || text[end] != (byte)'\r' || text[end + 1] != (byte)'\n')
        {
            return end + 1;
        }

        NextMark();
        return end + 2;
    }

    private DelimitedException NotClosed(int opened) => new(CsvFindings.OpenQuote(LineOf(opened), quote));

    // A line ends with LF, or with a CR that no LF follows.
    private int LineOf(int offset)
    {
        var line = 1;
        for (var i = _first; i < offset; i++)
        {
            line += text[i] == (byte)'\n' || (text[i] == (byte)'\r' && text[i + 1] != (byte)'\n') ? 1 : 0;
        }

        return line;
    }

    private void Take(int start, int length, bool doubled)
    {
        Width++;
        if (length == 0)
        {
            return;
        }

        HasText = true;
        if (!IsFilled(text[start]) && DelimitedText.IsBlank(text.AsSpan(start, length)))
        {
            return;
        }

        var filled = _filled;
        if (_count >= filled.Length)
        {
            Array.Resize(ref _filled, _count * 2);
            filled = _filled;
        }

        filled[_count++] = new DelimitedValue(Width, start, length, doubled);
    }

    // A sign of ASCII or the first byte of a Chinese character, none of which is blank.
    private static bool IsFilled(byte first) => first is (> 0x20 and < 0x7F) or (>= 0xE4 and <= 0xE9);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsSeparator(int at) => text[at] == _separator[0]
        && (_separator.Length == 1 || text.AsSpan(at).StartsWith(_separator));

    /// <summary>
    /// Every quote, line end and first byte of a separator, one after the other; last, the text's end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextMark()
    {
        while (_marks == 0)
        {
            _block += Block;
            if (_block >= text.Length)
            {
                _block = text.Length - Block;
                return text.Length;
            }

            _marks = MarksIn(text.AsSpan(_block));
        }

        var mark = _block + BitOperations.TrailingZeroCount(_marks);
        _marks &= _marks - 1;
        return mark;
    }

    private ulong MarksIn(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < Block)
        {
            // Zeros are no marks.
            Span<byte> last = stackalloc byte[Block];
            last.Clear();
            rest.CopyTo(last);
            return MarksIn(Vector512.Create<byte>(last));
        }

        return MarksIn(Vector512.Create(rest));
    }

    private ulong MarksIn(Vector512<byte> bytes) => (Vector512.Equals(bytes, Vector512.Create(_separator[0]))
        | Vector512.Equals(bytes, Vector512.Create(_quote))
        | Vector512.Equals(bytes, Vector512.Create((byte)'\r'))
        | Vector512.Equals(bytes, Vector512.Create((byte)'\n'))).ExtractMostSignificantBits();
}
