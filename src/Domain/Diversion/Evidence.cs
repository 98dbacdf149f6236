using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion;

/// <summary>Whether a piece of evidence speaks for diversion, against it, or only tells a fact.</summary>
public enum Bearing
{
    For,
    Against,
    Neutral,
}

/// <summary>One thing that was weighed (证据): which signal says it, for or against, in both languages.</summary>
public sealed record Evidence(string Signal, Bearing Bearing, Told Text);
