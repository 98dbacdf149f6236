namespace DealerIntegration.Simulators.YonBip;

/// <summary>In what tenants differ, or what the vendor does not say (租户差异).</summary>
internal sealed record YonBipOptions
{
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(7200);

    /// <summary>Whether a new token ends the ones before it.</summary>
    public bool NewTokenEndsOld { get; init; }

    /// <summary>Calls of one API in a minute; more are turned away.</summary>
    public int PerMinute { get; init; } = 60_000;

    /// <summary>Pages asked for larger are cut to this.</summary>
    public int LargestPage { get; init; } = 500;
}
