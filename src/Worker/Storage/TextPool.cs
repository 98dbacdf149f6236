using System.Text;

namespace DealerIntegration.Worker.Storage;

/// <summary>Texts that repeat, such as codes of products: one instance of each, found by its bytes.</summary>
internal sealed class TextPool
{
    // Longer texts do not repeat; they are made anew.
    private const int LongestShared = 64;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _known =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > LongestShared)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        Span<char> letters = stackalloc char[LongestShared];
        ReadOnlySpan<char> text = letters[..Encoding.UTF8.GetChars(utf8, letters)];
        if (!_known.TryGetValue(text, out var known))
        {
            known = text.ToString();
            _known.Set.Add(known);
        }

        return known;
    }
}
