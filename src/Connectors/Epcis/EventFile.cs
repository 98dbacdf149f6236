namespace DealerIntegration.Connectors.Epcis;

/// <summary>Finds out by its content what a file of events is written in.</summary>
internal static class EventFile
{
    /// <exception cref="EventFileException">The file cannot be read as a whole.</exception>
    public static IEventSource Open(string name, byte[] content)
    {
        foreach (var b in content.AsSpan())
        {
            switch (b)
            {
                case (byte)'{' or (byte)'[':
                    return new JsonEvents(name, content);
                case (byte)'<':
                    return new XmlEvents(name, content);
                case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0:
                    continue;
            }

            break;
        }

        throw new EventFileException(
            name, 1, "The file is neither JSON nor XML.", "Send EPCIS 2.0 JSON-LD, EPCIS XML or a table as CSV.");
    }
}
