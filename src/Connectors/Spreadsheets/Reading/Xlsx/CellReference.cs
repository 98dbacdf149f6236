namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>Reads references such as AB12, with or without dollar signs, within the bounds of a sheet.</summary>
internal static class CellReference
{
    public const int LastRow = 1_048_576;
    public const int LastColumn = 16_384;

    public static bool TryParse(ReadOnlySpan<byte> reference, out int row, out int column)
    {
        (row, column) = (0, 0);
        var i = 0;
        for (; i < reference.Length && (reference[i] == (byte)'$' || IsLetter(reference[i])); i++)
        {
            if (reference[i] != (byte)'$')
            {
                column = (column * 26) + (reference[i] & 0x1F);
                if (column > LastColumn)
                {
                    return false;
                }
            }
        }

        return column > 0 && TryParseRow(reference[i..], out row);
    }

    public static bool TryParseRow(ReadOnlySpan<byte> digits, out int row)
    {
        row = 0;
        digits = digits.TrimStart((byte)'$');
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            row = (row * 10) + (digit - '0');
            if (row > LastRow)
            {
                return false;
            }
        }

        return row > 0;
    }

    private static bool IsLetter(byte sign) =>
        sign is (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'a' and <= (byte)'z');
}
