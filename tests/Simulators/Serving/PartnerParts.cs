namespace DealerIntegration.Simulators.Serving;

/// <summary>What every simulated partner has besides its business.</summary>
internal sealed class PartnerParts(IPartnerWire wire, TimeProvider time, params IReadOnlyList<FaultKind> ownFaults)
{
    public IPartnerWire Wire => wire;

    public Faults Faults { get; } = new(ownFaults);

    public PartnerClock Clock { get; } = new(time);

    public Traffic Traffic { get; } = new();

    /// <summary>Another host, which redirects name: a trap where a test listens, an unknown name elsewhere.</summary>
    public string OtherHost { get; set; } = "http://elsewhere.invalid";
}
