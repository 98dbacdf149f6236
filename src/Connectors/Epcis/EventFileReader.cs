using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// Reads a file of trace events (追溯事件文件): EPCIS 2.0 as JSON-LD, EPCIS 1.2 or 2.0 as XML, or a table as CSV. What it
/// is written in is seen by its content.
/// </summary>
public sealed class EventFileReader
{
    private readonly IEventSource _source;
    private readonly EventTranslator _translator;

    private EventFileReader(IEventSource source, EventTranslator translator)
    {
        _source = source;
        _translator = translator;
    }

    /// <summary>How many events the file holds.</summary>
    public int Count => _source.Count;

    /// <summary>Headings of a table that mean nothing to the hub; empty elsewhere.</summary>
    public IReadOnlyList<string> IgnoredColumns => (_source as TableEvents)?.Ignored ?? [];

    /// <param name="receivedAt">Events after it, beyond the tolerance of the rules, are refused.</param>
    /// <exception cref="EventFileException">The file cannot be read as a whole.</exception>
    public static EventFileReader Open(
        string name, byte[] content, EventRules rules, CodeRules codes, ITraceKnowledge known,
        DateTimeOffset receivedAt)
    {
        var reader = new CodeReader(codes);
        return new EventFileReader(
            EventFile.Open(name, content, rules, reader), new EventTranslator(rules, reader, known, receivedAt));
    }

    /// <summary>The events in the order of the file, without the first <paramref name="skip"/>.</summary>
    public IEnumerable<TakenEvent> Read(int skip) => _source.Read(skip).Select(_translator.Translate);
}
