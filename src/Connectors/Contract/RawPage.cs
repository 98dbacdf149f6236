namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// One page exactly as the partner sent it: the body of an answer or a whole file. It is stored before anything is
/// read out of it, so that a mapping fix can be replayed without asking the partner again.
/// </summary>
/// <param name="Name">File name or request path, for messages.</param>
/// <param name="Cursor">
/// Where to go on after this page; null after the last one. Opaque to everybody but the source.
/// </param>
/// <param name="SourceTotal">The partner's own count of records in the window, where it states one.</param>
public sealed record RawPage(string Name, ReadOnlyMemory<byte> Body, string? Cursor, long? SourceTotal = null)
{
    /// <summary>The partner's clock when it answered, where it tells.</summary>
    public DateTimeOffset? SentAt { get; init; }
}
