namespace DealerIntegration.Simulators.Rest;

/// <summary>An order that came in; <c>Key</c> is the caller's own.</summary>
internal sealed record RestOrder(string Number, string Key, string Customer);

/// <summary>What was created in the simulated system and must survive its restart.</summary>
internal sealed class RestState
{
    public List<RestOrder> Orders { get; init; } = [];
}
