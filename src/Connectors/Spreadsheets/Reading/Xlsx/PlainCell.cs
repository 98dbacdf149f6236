namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// A cell as nearly every program writes it, <c>&lt;c r="B2" s="1" t="s"&gt;&lt;v&gt;7&lt;/v&gt;&lt;/c&gt;</c>,
/// recognised in one look. Whatever is written in another way is left to the tokens: this only saves time.
/// </summary>
internal readonly ref struct PlainCell
{
    // Rows of seven digits need a look at their bound.
    private const int MostDigits = 6;
    private const int MostStyleDigits = 6;

    private PlainCell(int column, XlsxType type, int style, ReadOnlySpan<byte> value, int length)
    {
        Column = column;
        Type = type;
        Style = style;
        Value = value;
        Length = length;
    }

    public int Column { get; }

    public XlsxType Type { get; }

    public int Style { get; }

    public ReadOnlySpan<byte> Value { get; }

    /// <summary>Bytes of the whole element.</summary>
    public int Length { get; }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out PlainCell cell)
    {
        cell = default;
        if (!bytes.StartsWith("<c r=\""u8))
        {
            return false;
        }

        var at = 6;
        var column = Column26(bytes, ref at);
        if (column is 0 or > CellReference.LastColumn || !SkipRow(bytes, ref at))
        {
            return false;
        }

        var (type, style) = (XlsxType.Number, 0);
        while (at < bytes.Length && bytes[at] == (byte)' ')
        {
            if (!Attribute(bytes[at..], ref type, ref style, out var length))
            {
                return false;
            }

            at += length;
        }

        if (!bytes[at..].StartsWith("><v>"u8))
        {
            return false;
        }

        at += 4;
        var end = bytes[at..].IndexOf((byte)'<');
        if (end <= 0 || !bytes[(at + end)..].StartsWith("</v></c>"u8))
        {
            return false;
        }

        var value = bytes.Slice(at, end);
        cell = new PlainCell(column, type, style, value, at + end + 8);
        return type == XlsxType.Text ? value.IndexOfAny("&\r_"u8) < 0 : value[0] > (byte)' ' && value[^1] > (byte)' ';
    }

    // Three letters at most, in capitals.
    private static int Column26(ReadOnlySpan<byte> bytes, ref int at)
    {
        var column = 0;
        for (var most = at + 3; at < most && at < bytes.Length && bytes[at] is >= (byte)'A' and <= (byte)'Z'; at++)
        {
            column = (column * 26) + (bytes[at] - 'A' + 1);
        }

        return column;
    }

    // The row's own number counts, not that of its cells; but it must be one, and end the attribute.
    private static bool SkipRow(ReadOnlySpan<byte> bytes, ref int at)
    {
        var first = at;
        while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
        {
            at++;
        }

        var isNumber = at > first && at - first <= MostDigits && bytes[first] != (byte)'0';
        return isNumber && at < bytes.Length && bytes[at++] == (byte)'"';
    }

    private static bool Attribute(ReadOnlySpan<byte> bytes, ref XlsxType type, ref int style, out int length)
    {
        length = 0;
        if (bytes.StartsWith(" s=\""u8))
        {
            var at = 4;
            for (style = 0; at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9'; at++)
            {
                if (at - 4 == MostStyleDigits)
                {
                    return false;
                }

                style = (style * 10) + (bytes[at] - '0');
            }

            length = at + 1;
            return at > 4 && at < bytes.Length && bytes[at] == (byte)'"';
        }

        (type, length) = bytes.StartsWith(" t=\"s\""u8) ? (XlsxType.Shared, 6)
            : bytes.StartsWith(" t=\"n\""u8) ? (XlsxType.Number, 6)
            : bytes.StartsWith(" t=\"str\""u8) ? (XlsxType.Text, 8)
            : (type, 0);
        return length > 0;
    }
}
