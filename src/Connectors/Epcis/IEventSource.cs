namespace DealerIntegration.Connectors.Epcis;

/// <summary>The events of one file. Its making looks through the file: a broken one is refused as a whole.</summary>
internal interface IEventSource
{
    /// <summary>How many events the file holds.</summary>
    int Count { get; }

    /// <summary>The events in the order of the file, without the first <paramref name="skip"/>.</summary>
    IEnumerable<EpcisRecord> Read(int skip);
}

/// <summary>One event cannot be read as it stands; the ones around it can.</summary>
internal sealed class EventLimitException(string message) : Exception(message);
