using System.Buffers;
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

    private const int MostBeforeLastDigit = (int.MaxValue - 9) / 10;

    private readonly ArrayBufferWriter<byte> _bytes = new(64 * 1024);
    private readonly List<(int End, int Characters)> _ends = [];
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
                var start = strings._bytes.WrittenCount;
                RunText.Append(xml, strings._bytes);
                var characters = Encoding.UTF8.GetCharCount(strings._bytes.WrittenSpan[start..]);
                strings._ends.Add((strings._bytes.WrittenCount, characters));
                budget.Characters(characters);
            }
        }

        return strings;
    }

    /// <summary>The number of a shared text as a cell holds it; -1 where it is none.</summary>
    public static int IndexOf(ReadOnlySpan<byte> value)
    {
        var index = 0;
        foreach (var digit in value)
        {
            if (digit is < (byte)'0' or > (byte)'9' || index > MostBeforeLastDigit)
            {
                return -1;
            }

            index = (index * 10) + (digit - '0');
        }

        return value.Length == 0 ? -1 : index;
    }

    /// <summary>How many characters a text has.</summary>
    /// <exception cref="DamagedPartException">There is no text of this number.</exception>
    public int Characters(int index) => (uint)index < (uint)_ends.Count
        ? _ends[index].Characters
        : throw new DamagedPartException($"a cell shows shared text {index}; there are {_ends.Count}");

    private ReadOnlySpan<byte> Utf8(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1].End;
        return _bytes.WrittenSpan[start.._ends[index].End];
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
