namespace DealerIntegration.Worker.Storage;

/// <summary>Why the latest findings make no case of what was one before (证据撤回原因).</summary>
/// <param name="Run">The run that makes none.</param>
/// <param name="Observation">What it weighed instead; null: it has nothing against the dealer there.</param>
/// <param name="Scans">What it says of the scans that the case counted.</param>
internal sealed record Withdrawal(long Run, Weighed? Observation, IReadOnlyList<VerdictCount> Scans);

/// <summary>Scans by what was found on them.</summary>
internal sealed record VerdictCount
{
    /// <summary>Null: they are clean now, or were taken back.</summary>
    public string? Verdict { get; init; }

    public string? DecidedBy { get; init; }

    public int Scans { get; init; }
}
