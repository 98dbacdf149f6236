namespace DealerIntegration.Simulators.Serving;

/// <summary>The partner's clock (对方时钟): somebody's time, and by how much the partner is off.</summary>
internal sealed class PartnerClock(TimeProvider basis) : TimeProvider
{
    /// <summary>Above zero: the partner is ahead.</summary>
    public TimeSpan Skew { get; set; }

    public override DateTimeOffset GetUtcNow() => basis.GetUtcNow() + Skew;
}
