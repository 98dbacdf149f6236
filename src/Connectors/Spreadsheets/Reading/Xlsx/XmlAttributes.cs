namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>The attributes of one element, read one after the other. Names are local, values as they stand.</summary>
internal ref struct XmlAttributes(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    public bool Next()
    {
        var start = 0;
        while (start < _rest.Length && IsBlank(_rest[start]))
        {
            start++;
        }

        if (start == _rest.Length)
        {
            return false;
        }

        var equals = start;
        var name = start;
        while (equals < _rest.Length && _rest[equals] != (byte)'=')
        {
            name = _rest[equals++] == (byte)':' ? equals : name;
        }

        if (equals == _rest.Length || equals == name)
        {
            throw new DamagedPartException("an attribute has no value", Damage.Xml);
        }

        Name = _rest[name..equals];
        Name = IsBlank(Name[^1]) ? Name.TrimEnd(Blanks) : Name;
        _rest = _rest[(equals + 1)..];
        _rest = _rest.Length > 0 && IsBlank(_rest[0]) ? _rest.TrimStart(Blanks) : _rest;
        var close = _rest.Length > 1 && _rest[0] is (byte)'"' or (byte)'\'' ? _rest[1..].IndexOf(_rest[0]) : -1;
        if (close < 0)
        {
            throw new DamagedPartException("the value of an attribute is not quoted", Damage.Xml);
        }

        Value = _rest.Slice(1, close);
        _rest = _rest[(close + 2)..];
        return true;
    }

    /// <summary>The value of the attribute with this name; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(XmlAttributes attributes, ReadOnlySpan<byte> name)
    {
        while (attributes.Next())
        {
            if (attributes.Name.SequenceEqual(name))
            {
                return attributes.Value;
            }
        }

        return [];
    }

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private static bool IsBlank(byte sign) => sign is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
