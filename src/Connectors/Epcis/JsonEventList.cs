using System.Text.Json;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Where the events of a JSON document stand: found in one pass that keeps nothing but positions.</summary>
internal sealed class JsonEventList
{
    private readonly List<(int Start, int Length)> _events = [];

    private (int Start, int Length)? _context;

    private bool _isEvent;

    private bool _hasList;

    private JsonEventList()
    {
    }

    public IReadOnlyList<(int Start, int Length)> Events => _events;

    /// <summary>The document's <c>@context</c>.</summary>
    public (int Start, int Length)? Context => _context;

    /// <summary>Finds the events of a document, a query document, a list of events or a single event.</summary>
    /// <exception cref="JsonException">The text is no whole JSON.</exception>
    /// <returns>Null: it is whole, and nothing that EPCIS knows.</returns>
    public static JsonEventList? Find(ReadOnlySpan<byte> json)
    {
        var list = new JsonEventList();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EpcisLimits.Depth });
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                list.Take(ref reader);
                break;
            case JsonTokenType.StartObject:
                list.Walk(ref reader, isRoot: true);
                if (list is { _isEvent: true, _hasList: false })
                {
                    list._events.Add((0, json.Length));
                }

                break;
            default:
                return null;
        }

        // What follows the document is a fault, as is an end before its end.
        while (reader.Read())
        {
        }

        return list._hasList || list._isEvent ? list : null;
    }

    private void Walk(ref Utf8JsonReader reader, bool isRoot)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "@context" when isRoot:
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    _context = (start, (int)reader.BytesConsumed - start);
                    break;
                case "epcisBody" or "queryResults" or "resultsBody" when reader.TokenType == JsonTokenType.StartObject:
                    Walk(ref reader, isRoot: false);
                    break;
                case "eventList" or "event":
                    Take(ref reader);
                    break;
                case "type" or "@type" or "isA" when isRoot && reader.TokenType == JsonTokenType.String:
                    _isEvent = EpcisNames.Events.Contains(reader.GetString()!);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void Take(ref Utf8JsonReader reader)
    {
        _hasList = true;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            Add(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Add(ref reader);
        }
    }

    private void Add(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        _events.Add((start, (int)reader.BytesConsumed - start));
    }
}
