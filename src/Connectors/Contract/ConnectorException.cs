namespace DealerIntegration.Connectors.Contract;

/// <summary>Why a partner could not be read: the kind decides whether trying again can help.</summary>
public enum ConnectorFailure
{
    /// <summary>Time-out, 5xx, throttling, a torn answer: try again later.</summary>
    Transient,

    /// <summary>
    /// Refused sign-in, unknown entity, an answer that is not what the mapping says: a person must act.
    /// </summary>
    Configuration,
}

/// <summary>
/// A call to a partner failed as a whole. Problems of single records are <see cref="RejectedRow"/>s instead.
/// </summary>
public sealed class ConnectorException(ConnectorFailure failure, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public ConnectorFailure Failure { get; } = failure;

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Nothing left the hub, so nothing can have had an effect.</summary>
    public bool NotSent { get; init; }
}
