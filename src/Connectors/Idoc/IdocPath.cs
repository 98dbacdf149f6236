using System.Collections.Concurrent;
using System.Globalization;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// A path of a mapping into an IDoc: segments divided by dots and a field at the end, <c>E1EDP01.E1EDP19.IDTNR</c>. Of
/// segments that repeat, a qualifier (限定符) chooses: <c>E1EDKA1[PARVW=AG].PARTN</c>, or a number from 0; empty
/// brackets mean all of them.
/// </summary>
internal sealed class IdocPath
{
    private static readonly ConcurrentDictionary<string, IdocPath> Known = new(StringComparer.Ordinal);

    private IdocPath(string text)
    {
        Steps = [.. Parts(text).Select(Step.Of)];
        Text = text;
    }

    public string Text { get; }

    public IReadOnlyList<Step> Steps { get; }

    public static IdocPath Of(string text) => Known.GetOrAdd(text, t => new IdocPath(t));

    /// <summary>The segments that all steps lead to.</summary>
    public IEnumerable<IdocSegment> Segments(IdocSegment below) => Follow(below, Steps.Count);

    /// <summary>
    /// The values of the field that the last step names, without the blanks that fill a field; each once, and none for
    /// a segment that leaves it empty.
    /// </summary>
    public List<string> Values(IdocSegment below) =>
    [
        .. Follow(below, Steps.Count - 1)
            .Select(s => s[Steps[^1].Name]?.TrimEnd() ?? "")
            .Where(v => v.Length > 0)
            .Distinct(StringComparer.Ordinal),
    ];

    private IEnumerable<IdocSegment> Follow(IdocSegment from, int steps)
    {
        IEnumerable<IdocSegment> found = [from];
        foreach (var step in Steps.Take(steps))
        {
            found = found.SelectMany(s => step.Choose(s.Children));
        }

        return found;
    }

    private static IEnumerable<string> Parts(string text)
    {
        var start = 0;
        var inBrackets = false;
        for (var i = 0; i < text.Length; i++)
        {
            inBrackets = text[i] == '[' || (inBrackets && text[i] != ']');
            if (text[i] == '.' && !inBrackets)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }

    /// <param name="Field">Of the qualifier; null where there is none.</param>
    /// <param name="Position">Among the segments of the name, from 0; null: any.</param>
    internal sealed record Step(string Name, string? Field = null, string? Value = null, int? Position = null)
    {
        public static Step Of(string text)
        {
            var open = text.IndexOf('[', StringComparison.Ordinal);
            if (open < 0 || !text.EndsWith(']'))
            {
                return new Step(text);
            }

            var (name, inner) = (text[..open], text[(open + 1)..^1]);
            var equals = inner.IndexOf('=', StringComparison.Ordinal);
            return inner.Length == 0 ? new Step(name)
                : equals > 0 ? new Step(name, inner[..equals], inner[(equals + 1)..])
                : int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
                    ? new Step(name, Position: position)
                : new Step(text);
        }

        public IEnumerable<IdocSegment> Choose(IEnumerable<IdocSegment> segments)
        {
            var chosen = segments.Where(s =>
                s.Name == Name && (Field is null || (s[Field]?.TrimEnd() ?? "") == Value));
            return Position is { } position ? chosen.Skip(position).Take(1) : chosen;
        }
    }
}
