using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Connectors.Epcis;

/// <summary>Finds out by its content what a file of events is written in.</summary>
internal static class EventFile
{
    /// <exception cref="EventFileException">The file cannot be read as a whole.</exception>
    public static IEventSource Open(string name, byte[] content, EventRules rules, CodeReader codes) =>
        FirstSign(content) switch
        {
            '{' or '[' => new JsonEvents(name, content),
            '<' => new XmlEvents(name, content),
            null => throw new EventFileException(name, null, "The file is empty.", "Send it again with its content."),
            _ => new TableEvents(name, content, rules, codes),
        };

    // Blanks, marks of an encoding and, in UTF-16, zeros stand before it.
    private static readonly byte[] Before = [.. " \t\r\n\0"u8, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF];

    private static char? FirstSign(byte[] content)
    {
        var first = content.AsSpan().IndexOfAnyExcept(Before);
        return first < 0 ? null : (char)content[first];
    }
}
