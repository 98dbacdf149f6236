namespace DealerIntegration.Bench.Measuring;

/// <summary>One measured pipeline, with the least anybody must do for it and what a user would write instead.</summary>
internal interface IBench
{
    string Name { get; }

    /// <summary>The floor in words: the bare COPY of the rows that cannot be avoided.</summary>
    string Floor { get; }

    /// <summary>The baseline in words; null: there is none to compare with.</summary>
    string? Baseline { get; }

    /// <summary>Rows that the figures per second are of.</summary>
    long Rows { get; }

    /// <summary>The baseline works on one row in this many; its seconds are multiplied by it.</summary>
    int BaselineShare { get; }

    /// <summary>What else is to be told of the last comparison.</summary>
    IReadOnlyList<string> Remarks => [];

    /// <summary>Makes the input, warms up with a run of ours, and takes from it what the floor has to write.</summary>
    Task PrepareAsync(BenchLab lab, BenchScale scale, CancellationToken cancel);

    /// <summary>Forgets the results of the piece before; not timed.</summary>
    Task ResetAsync(CancellationToken cancel);

    Task RunFloorAsync(CancellationToken cancel);

    /// <summary>Not asked for without a <see cref="Baseline"/>.</summary>
    Task RunBaselineAsync(CancellationToken cancel);

    Task RunOursAsync(CancellationToken cancel);

    /// <summary>Fails when the baseline came to another result than ours: then it would not be comparable.</summary>
    Task CompareAsync(CancellationToken cancel);
}

/// <summary>Small ends within a minute on a laptop, full is a month of a large manufacturer.</summary>
internal enum BenchScale
{
    Small,
    Full,
}

/// <summary>A bench that cannot be trusted: a run failed, or two ways of computing disagree.</summary>
internal sealed class BenchException(string message) : Exception(message);
