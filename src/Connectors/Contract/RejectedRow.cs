namespace DealerIntegration.Connectors.Contract;

/// <summary>
/// An input row with a problem (拒收行): its place, the offending value, a stable code, what is wrong and what to do.
/// Collected, never thrown: the rows around it are still read.
/// </summary>
public sealed record RejectedRow(
    string Dataset, string? Key, Place Place, string? Value, string Code, string Message, string Remedy)
{
    /// <summary>The same in Chinese, where who reads it may not read English: dealers' files.</summary>
    public string? MessageChinese { get; init; }

    public string? RemedyChinese { get; init; }
}
