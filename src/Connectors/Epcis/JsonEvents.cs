using System.Text.Json;
using System.Text.Unicode;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// Events of a JSON-LD file (EPCIS 2.0). The file is looked through once to find where they stand; each is then read by
/// itself, so that memory holds the bytes and one event.
/// </summary>
internal sealed class JsonEvents : IEventSource
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = EpcisLimits.Depth,
        AllowDuplicateProperties = false,
    };

    private readonly string _file;
    private readonly ReadOnlyMemory<byte> _json;
    private readonly JsonEventList _list;
    private readonly JsonPrefixes _prefixes;

    /// <exception cref="EventFileException">The file is no whole JSON, or no EPCIS.</exception>
    public JsonEvents(string file, ReadOnlyMemory<byte> content)
    {
        _file = file;
        _json = content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
        if (!Utf8.IsValid(_json.Span))
        {
            throw new EventFileException(file, null, "The file is not UTF-8.", "Write JSON in UTF-8.");
        }

        try
        {
            _list = JsonEventList.Find(_json.Span) ?? throw new EventFileException(
                file, 1, "The file is JSON, but neither an EPCIS document nor an event.",
                "It needs \"type\": \"EPCISDocument\" with epcisBody.eventList, a list of events, or one event.");
            _prefixes = ContextOf(_list.Context) is { } context
                ? JsonPrefixes.Standard.With(context)
                : JsonPrefixes.Standard;
        }
        catch (JsonException e)
        {
            throw new EventFileException(
                file, e.LineNumber + 1, $"The file is no whole JSON: {Cause(e)}",
                "Send it again whole; a file that breaks off is not taken in part.", e);
        }
    }

    public int Count => _list.Events.Count;

    public IEnumerable<EpcisRecord> Read(int skip)
    {
        long line = 1;
        var from = 0;
        for (var i = 0; i < _list.Events.Count; i++)
        {
            var (start, length) = _list.Events[i];
            line += _json.Span[from..start].Count((byte)'\n');
            from = start;
            if (i >= skip)
            {
                yield return Record(i + 1, line, _json.Slice(start, length));
            }
        }
    }

    private EpcisRecord Record(int number, long line, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return new EpcisRecord(_file, number, line, Event(document.RootElement), null);
        }
        catch (JsonException e)
        {
            return new EpcisRecord(_file, number, line + (e.LineNumber ?? 0), null, Cause(e));
        }
        catch (EventLimitException e)
        {
            return new EpcisRecord(_file, number, line, null, e.Message);
        }
    }

    private EpcisNode Event(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new EventLimitException($"An event is an object; here stands {json.ValueKind}.");
        }

        var prefixes = json.TryGetProperty("@context", out var own) ? _prefixes.With(own) : _prefixes;
        var fields = new JsonNodes(prefixes).Fields(json);
        var type = fields.FirstOrDefault(f => f.Name == "type")?.Value;
        return type is null
            ? throw new EventLimitException("The event has no \"type\".")
            : EpcisNode.Of(TypeOf(type), [.. fields.Where(f => f.Name != "type")]);
    }

    private static string TypeOf(string type) => type[(type.LastIndexOfAny(['/', ':', '#']) + 1)..];

    private JsonElement? ContextOf((int Start, int Length)? place)
    {
        if (place is not { } range)
        {
            return null;
        }

        using var document = JsonDocument.Parse(_json.Slice(range.Start, range.Length), Strict);
        return document.RootElement.Clone();
    }

    // The framework appends its own place; the caller has been told a better one.
    private static string Cause(JsonException e)
    {
        var cut = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return cut < 0 ? e.Message : e.Message[..cut];
    }
}
