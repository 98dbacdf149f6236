using System.Text;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>Numbers for names of which there are few, found by their bytes.</summary>
internal sealed class NameNumbers
{
    private const int LongestShort = 128;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _numbers =
        new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public int Of(ReadOnlySpan<byte> utf8)
    {
        Span<char> letters = utf8.Length <= LongestShort ? stackalloc char[LongestShort] : new char[utf8.Length];
        ReadOnlySpan<char> name = letters[..Encoding.UTF8.GetChars(utf8, letters)];
        if (!_numbers.TryGetValue(name, out var number))
        {
            number = _names.Count;
            _names.Add(name.ToString());
            _numbers.Dictionary.Add(_names[^1], number);
        }

        return number;
    }
}
