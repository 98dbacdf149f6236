namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>One thing to look at in a scan (判定信号). Silent (null) when it has nothing to say.</summary>
internal interface ISignal
{
    string Name { get; }

    Finding? Look(in ScanFacts facts);
}

/// <summary>What a signal says: evidence, and a verdict when it alone can decide.</summary>
internal readonly record struct Finding(Verdict? Verdict, Bearing Bearing, string Text);
