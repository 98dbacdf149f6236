using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>One thing to look at in a scan (判定信号). Silent (null) when it has nothing to say.</summary>
internal interface ISignal
{
    string Name { get; }

    /// <summary>What channel control calls it.</summary>
    string Chinese { get; }

    /// <summary>
    /// Whether it can decide more than that nothing can be decided; then <c>confidence.signals</c> has its weight.
    /// </summary>
    bool Weighed { get; }

    Finding? Look(in ScanFacts facts);
}

/// <summary>What a signal says: evidence, and a verdict when it alone can decide.</summary>
internal readonly record struct Finding(Verdict? Verdict, Bearing Bearing, Told Text);
