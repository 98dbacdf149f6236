namespace DealerIntegration.Connectors.Epcis;

/// <summary>A file of events that cannot be read as a whole: where reading stopped, why, and what to do.</summary>
public sealed class EventFileException(string file, long? line, string message, string remedy, Exception? cause = null)
    : Exception(message, cause)
{
    public string File { get; } = file;

    /// <summary>From 1; null when it is about no line.</summary>
    public long? Line { get; } = line;

    public string Remedy { get; } = remedy;
}
