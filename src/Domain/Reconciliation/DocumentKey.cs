using System.Buffers;
using System.Text;

namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// Brings a document number into the form in which both sides compare it (单据号归一): half-width, upper case, without
/// blanks, configured prefix and leading zeros.
/// </summary>
internal sealed class DocumentKey
{
    private const string AfterPrefix = "-_/.:#";
    private static readonly char[] Separators = AfterPrefix.ToCharArray();
    private static readonly SearchValues<char> AnySeparator = SearchValues.Create(AfterPrefix);

    // Most numbers consist of these and fold to themselves.
    private static readonly SearchValues<char> Folded = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_/.");

    // What people write where a number should stand; two such lines have nothing in common.
    private static readonly HashSet<string> Placeholders =
        new(["N/A", "NA", "NONE", "NULL", "NIL", "无", "暂无", "没有", "未知", "?", "0"], StringComparer.Ordinal);

    private static readonly int LongestPlaceholder = Placeholders.Max(word => word.Length) * 2;

    private readonly string[] _prefixes;
    private readonly SearchValues<char> _firstSigns;

    public DocumentKey(IEnumerable<string> prefixes)
    {
        // The longest first: INVOICE must not leave OICE behind where INV is configured too.
        _prefixes = [.. prefixes.Select(Fold).OrderByDescending(p => p.Length).ThenBy(p => p, StringComparer.Ordinal)];
        _firstSigns = SearchValues.Create([.. _prefixes.Select(prefix => prefix[0]), '0']);
    }

    /// <summary>Whether the reference names nothing: it is blank, a stroke, or one of the words for that.</summary>
    public static bool IsPlaceholder(string reference)
    {
        // Short enough to be one of the words: the others cost no look at their characters.
        if (reference.Length > LongestPlaceholder)
        {
            return string.IsNullOrWhiteSpace(reference);
        }

        var text = Fold(reference);
        return text.AsSpan().IndexOfAnyExcept(AnySeparator) < 0 || Placeholders.Contains(text);
    }

    /// <summary>Empty when the reference holds nothing.</summary>
    public string Normalise(string reference)
    {
        if (IsPlaceholder(reference))
        {
            return "";
        }

        // Nearly every number of ours is what it normalises to.
        if (!_firstSigns.Contains(reference[0]) && !reference.AsSpan().ContainsAnyExcept(Folded))
        {
            return reference;
        }

        var text = Fold(reference);
        foreach (var prefix in _prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                var rest = text[prefix.Length..].TrimStart(Separators);
                text = rest.Length > 0 ? rest : text;
                break;
            }
        }

        var withoutZeros = text.TrimStart('0');
        return withoutZeros.Length == 0 && text.Length > 0 ? "0" : withoutZeros;
    }

    /// <summary>Half-width, upper case and without blanks.</summary>
    public static string Fold(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Folded))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\uFEFF')
            {
                continue;
            }

            // The full-width block repeats ASCII 0x21 to 0x7E at a fixed distance.
            folded.Append(char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c));
        }

        return folded.ToString();
    }
}
