namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// Pulls only what changed since the last complete pull (增量取数), in closed windows of the source's change stamp. A
/// dataset without this rule is read whole every time.
/// </summary>
public sealed record WindowRule
{
    /// <summary>
    /// A window ends this long before now: a document is stamped when its user saves it and becomes visible when its
    /// transaction ends.
    /// </summary>
    public int LagSeconds { get; init; } = 120;

    /// <summary>
    /// A window begins this long before the last one ended. It covers a partner's clock that is slow and transactions
    /// longer than the lag; what comes twice by it is known by its key and adds nothing.
    /// </summary>
    public int OverlapMinutes { get; init; } = 60;

    /// <summary>A longer stretch is cut into windows of this length, which several workers pull at once.</summary>
    public int LongestHours { get; init; } = 24 * 31;

    /// <summary>Where the first pull begins; absent: with the oldest document of the partner.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Everything wrong with the rule, in words.</summary>
    internal IEnumerable<string> Problems()
    {
        if (LagSeconds is < 0 or > 86_400)
        {
            yield return $"window.lagSeconds is {LagSeconds}; it must be from 0 to 86400.";
        }

        if (OverlapMinutes is < 0 or > 60 * 24 * 31)
        {
            yield return $"window.overlapMinutes is {OverlapMinutes}; it must be from 0 to {60 * 24 * 31}.";
        }

        if (LongestHours is < 1 or > 24 * 366)
        {
            yield return $"window.longestHours is {LongestHours}; it must be from 1 to {24 * 366}.";
        }
    }
}
