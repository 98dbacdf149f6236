using System.Buffers.Binary;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// What the texts of a field were converted to (已知取值): codes, days and units come again and again, and need neither
/// be made into strings nor be converted again. A field whose values are nearly all different is left alone.
/// Several threads may use it: an entry never changes, and one that is lost is converted again.
/// </summary>
internal sealed class KnownTexts
{
    private const int Places = 4096;
    private const int LongestText = 32;
    private const int Trial = 4 * Places;
    private const int WorthOneIn = 4;

    private Entry?[]? _entries;
    private int _asked;
    private int _found;

    public bool TryFind(ReadOnlySpan<byte> text, out object? value)
    {
        value = null;
        if (text.Length > LongestText || !IsWorthwhile)
        {
            return false;
        }

        _asked++;
        if (_entries?[PlaceOf(text)] is not { } entry || !text.SequenceEqual(entry.Text))
        {
            return false;
        }

        _found++;
        value = entry.Value;
        return true;
    }

    public void Keep(ReadOnlySpan<byte> text, object? value)
    {
        if (text.Length > LongestText)
        {
            return;
        }

        if (IsWorthwhile)
        {
            (_entries ??= new Entry?[Places])[PlaceOf(text)] = new Entry(text.ToArray(), value);
        }
        else
        {
            _entries = null;
        }
    }

    // Once given up, nothing is counted any more.
    private bool IsWorthwhile => _asked < Trial || _found > _asked / WorthOneIn;

    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        unchecked
        {
            const ulong spread = 0x9E37_79B9_7F4A_7C15;
            var hash = (ulong)text.Length;
            for (; text.Length >= sizeof(ulong); text = text[sizeof(ulong)..])
            {
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text)) * spread;
                hash ^= hash >> 29;
            }

            foreach (var letter in text)
            {
                hash = (hash ^ letter) * spread;
            }

            return (int)(hash >> 40) & (Places - 1);
        }
    }

    private sealed record Entry(byte[] Text, object? Value);
}
