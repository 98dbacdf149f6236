namespace DealerIntegration.Connectors.Spreadsheets.Reading;

/// <summary>
/// Walks over bytes as GB18030 (国标编码): one, two or four bytes a character. Text of a western code page often has the
/// same shape by accident; it then is made of characters that hardly any Chinese text holds.
/// </summary>
internal static class Gb18030Walk
{
    /// <param name="plausible">
    /// False where most two-byte characters lie outside the part that everyday Chinese is written with.
    /// </param>
    /// <returns>Offset of the first byte that begins no character, or null.</returns>
    public static int? FirstBad(ReadOnlySpan<byte> content, out bool plausible)
    {
        var (pairs, rare) = (0L, 0L);
        plausible = true;
        for (var at = 0; at < content.Length;)
        {
            var length = LengthAt(content[at..]);
            if (length == 0)
            {
                return at;
            }

            if (length == 2)
            {
                pairs++;
                rare += content[at + 1] < 0xA1 ? 1 : 0;
            }

            at += length;
        }

        plausible = rare * 2 < pairs || pairs == 0;
        return null;
    }

    private static int LengthAt(ReadOnlySpan<byte> bytes) => bytes[0] switch
    {
        < 0x80 => 1,
        0x80 or 0xFF => 0,
        _ when bytes.Length >= 2 && bytes[1] is >= 0x40 and not 0x7F and not 0xFF => 2,
        _ when bytes.Length >= 4 && IsDigit(bytes[1]) && bytes[2] is >= 0x81 and not 0xFF && IsDigit(bytes[3]) => 4,
        _ => 0,
    };

    private static bool IsDigit(byte value) => value is >= 0x30 and <= 0x39;
}
