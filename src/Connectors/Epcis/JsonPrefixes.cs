using System.Text.Json;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// What the short names of a JSON-LD document stand for. Contexts that are addresses are never fetched: the standard's
/// own is known, and one of a stranger could say anything.
/// </summary>
internal sealed class JsonPrefixes
{
    private static readonly char[] Ends = ['/', '#', ':'];

    private readonly Dictionary<string, string> _terms;

    private JsonPrefixes(Dictionary<string, string> terms) => _terms = terms;

    public static JsonPrefixes Standard { get; } = new(new Dictionary<string, string>(EpcisNames.Prefixes));

    /// <summary>These and the ones of a context, which win.</summary>
    public JsonPrefixes With(JsonElement context)
    {
        var terms = new Dictionary<string, string>(_terms, StringComparer.Ordinal);
        Add(terms, context);
        return new JsonPrefixes(terms);
    }

    /// <summary>A field's name; null: it says nothing about the event.</summary>
    public string? NameOf(string key, bool inExtension)
    {
        switch (key)
        {
            case "@context":
                return null;
            case "@type" or "isA":
                return "type";
            case "@id":
                return "id";
        }

        if (_terms.TryGetValue(key, out var term) && term.LastIndexOfAny(Ends) is >= 0 and var end)
        {
            return EpcisNames.Extension(term[..(end + 1)], term[(end + 1)..]);
        }

        var colon = key.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            return _terms.TryGetValue("@vocab", out var vocabulary) && inExtension
                ? EpcisNames.Extension(vocabulary, key)
                : inExtension ? EpcisNames.Extension("", key) : key;
        }

        var space = _terms.GetValueOrDefault(key[..colon], key[..colon]);
        return EpcisNames.IsStandard(space) ? key[(colon + 1)..] : EpcisNames.Extension(space, key[(colon + 1)..]);
    }

    /// <summary>A compact name in full: <c>example:step</c> becomes <c>https://example.org/step</c>.</summary>
    public string Expand(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && !value.AsSpan(colon + 1).StartsWith("//", StringComparison.Ordinal)
            && _terms.TryGetValue(value[..colon], out var space)
            ? space + value[(colon + 1)..]
            : value;
    }

    private static void Add(Dictionary<string, string> terms, JsonElement context)
    {
        if (context.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in context.EnumerateArray())
            {
                Add(terms, part);
            }
        }
        else if (context.ValueKind == JsonValueKind.Object)
        {
            foreach (var term in context.EnumerateObject())
            {
                if (Meaning(term.Value) is { } meaning)
                {
                    terms[term.Name] = meaning;
                }
            }
        }
    }

    private static string? Meaning(JsonElement term) => term.ValueKind switch
    {
        JsonValueKind.String => term.GetString(),
        JsonValueKind.Object when term.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String =>
            id.GetString(),
        _ => null,
    };
}
