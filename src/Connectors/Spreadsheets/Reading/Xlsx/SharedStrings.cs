using System.Buffers;
using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Spreadsheets.Reading.Xlsx;

/// <summary>
/// The texts that cells refer to by number (共享字符串). Kept as bytes, one after the other: a million texts are no million
/// objects, and one that no cell shows never becomes a string.
/// </summary>
internal sealed class SharedStrings
{
    // Texts of columns that repeat come first, because the writer met them first.
    private const int Remembered = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private readonly List<int> _ends = [];
    private string?[]? _texts;

    public int Count => _ends.Count;

    /// <exception cref="FileRefusedException">There are more characters than allowed.</exception>
    public static SharedStrings Read(XmlScanner xml, ReadingBudget budget)
    {
        var strings = new SharedStrings();
        while (xml.Read() is var token && token != XmlToken.End)
        {
            if (token == XmlToken.Open && xml.Is("si"u8))
            {
                RunText.Append(xml, strings._bytes);
                strings._ends.Add(strings._bytes.WrittenCount);
                budget.Characters(Encoding.UTF8.GetCharCount(strings.Utf8(strings.Count - 1)));
            }
        }

        return strings;
    }

    /// <summary>The number of a shared text as a cell holds it; -1 where it is none.</summary>
    public static int IndexOf(ReadOnlySpan<byte> value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    /// <exception cref="DamagedPartException">There is no text of this number.</exception>
    public ReadOnlySpan<byte> Utf8(int index)
    {
        if ((uint)index >= (uint)_ends.Count)
        {
            throw new DamagedPartException($"a cell shows shared text {index}; there are {_ends.Count}");
        }

        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.WrittenSpan[start.._ends[index]];
    }

    public string Text(int index)
    {
        if (index >= Remembered)
        {
            return Encoding.UTF8.GetString(Utf8(index));
        }

        _texts ??= new string?[Math.Min(Count, Remembered)];
        return (uint)index < (uint)_texts.Length
            ? _texts[index] ??= Encoding.UTF8.GetString(Utf8(index))
            : Encoding.UTF8.GetString(Utf8(index));
    }
}
