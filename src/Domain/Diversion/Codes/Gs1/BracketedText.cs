using System.Text;

namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>
/// Element strings as they are printed under a barcode (带括号的元素串): <c>(01)04012345111118(21)2017</c>. A backslash
/// in front of a bracket makes it part of the value; blanks around the brackets are for the eye.
/// </summary>
public static class BracketedText
{
    private const string HowTo = "Write it as printed: (01)04012345111118(21)2017.";

    public static Gs1Elements Read(string text)
    {
        var elements = new List<Gs1Element>();
        var at = 0;
        while (at < text.Length)
        {
            var close = text.IndexOf(')', at);
            if (text[at] != '(' || close < 0)
            {
                return Gs1Elements.Wrong($"'{text[at..]}' does not start with an identifier in brackets.", HowTo);
            }

            var ai = text[(at + 1)..close];
            var value = Value(text, close + 1, out at).Trim(' ');
            var element = new Gs1Element(ai, ai == Gtin.Ai ? Gtin.Padded(value) : value);
            if (value.Length == 0)
            {
                return Gs1Elements.Wrong($"({ai}) has no value.", HowTo);
            }

            if (AiTable.Fault(element) is { } fault)
            {
                return Gs1Elements.Wrong(fault);
            }

            elements.Add(element);
        }

        return elements.Count > 0 ? Gs1Elements.Of(elements) : Gs1Elements.Wrong("The code is empty.", HowTo);
    }

    /// <summary>For people: the elements as they are printed.</summary>
    public static string Write(IEnumerable<Gs1Element> elements) => string.Concat(
        elements.Select(e => $"({e.Ai}){e.Value.Replace("(", "\\(", StringComparison.Ordinal)}"));

    private static string Value(string text, int from, out int end)
    {
        var value = new StringBuilder();
        for (end = from; end < text.Length && text[end] != '('; end++)
        {
            if (text[end] == '\\' && end + 1 < text.Length && text[end + 1] == '(')
            {
                end++;
            }

            value.Append(text[end]);
        }

        return value.ToString();
    }
}
