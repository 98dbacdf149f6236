using System.Text;

namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// Element strings as scanners send them (元素串): identifiers and values without brackets, and a separator after a value
/// whose length is not fixed.
/// </summary>
public static class ElementString
{
    /// <summary>What scanners send for the function character FNC1 between elements.</summary>
    public const char Separator = '\u001D';

    /// <summary>Reads a text that starts with an identifier, not with a separator.</summary>
    public static Gs1Elements Read(string text)
    {
        var elements = new List<Gs1Element>();
        var rest = text;
        while (rest.Length > 0)
        {
            if (AiTable.At(rest) is not { } format)
            {
                return Gs1Elements.Wrong(
                    $"'{Shown(rest)}' starts with no application identifier.",
                    "Scan the code again; a separator may be missing in front of it.");
            }

            rest = rest[format.Ai.Length..];
            var length = LengthOf(format, rest);
            var element = new Gs1Element(format.Ai, rest[..length]);
            if (AiTable.Fault(element) is { } fault)
            {
                return Gs1Elements.Wrong(fault);
            }

            elements.Add(element);
            rest = rest[length..];

            // A separator where none is needed is harmless, and many printers put one at the end.
            rest = rest.StartsWith(Separator) ? rest[1..] : rest;
        }

        return elements.Count > 0
            ? Gs1Elements.Of(elements)
            : Gs1Elements.Wrong("The GS1 code is empty.", "Scan it again.");
    }

    /// <summary>The way back: what a scanner would send for these elements.</summary>
    public static string Write(IReadOnlyList<Gs1Element> elements)
    {
        var text = new StringBuilder();
        for (var i = 0; i < elements.Count; i++)
        {
            text.Append(elements[i].Ai).Append(elements[i].Value);
            if (i < elements.Count - 1 && AiTable.All[elements[i].Ai].NeedsSeparator)
            {
                text.Append(Separator);
            }
        }

        return text.ToString();
    }

    private static int LengthOf(AiFormat format, string rest)
    {
        var end = rest.IndexOf(Separator, StringComparison.Ordinal);
        var available = end < 0 ? rest.Length : end;
        return format.NeedsSeparator ? available : Math.Min(available, format.Most);
    }

    private static string Shown(string text) => text.Replace(Separator, '^');
}
