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

    // Marks of an encoding and, in UTF-16, zeros stand before it.
    private static char? FirstSign(byte[] content)
    {
        foreach (var b in content)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0))
            {
                return (char)b;
            }
        }

        return null;
    }
}
