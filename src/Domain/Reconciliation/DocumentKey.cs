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

    // Most numbers consist of these and fold to themselves.
    private static readonly SearchValues<char> Folded = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_/.");

    private readonly string[] _prefixes;

    public DocumentKey(IEnumerable<string> prefixes)
    {
        // The longest first: INVOICE must not leave OICE behind where INV is configured too.
        _prefixes = [.. prefixes.Select(Fold).OrderByDescending(p => p.Length).ThenBy(p => p, StringComparer.Ordinal)];
    }

    /// <summary>Empty when the reference holds nothing.</summary>
    public string Normalise(string reference)
    {
        var text = Fold(reference);
        foreach (var prefix in _prefixes)
        {
            if (text.StartsWith(prefix, StringComparison.Ordinal))
            {
                var rest = text[prefix.Length..].TrimStart(AfterPrefix.ToCharArray());
                text = rest.Length > 0 ? rest : text;
                break;
            }
        }

        var withoutZeros = text.TrimStart('0');
        return withoutZeros.Length == 0 && text.Length > 0 ? "0" : withoutZeros;
    }

    private static string Fold(string text)
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
