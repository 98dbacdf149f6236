namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Every signal, in the order in which it may decide: what makes a verdict impossible first, then the innocent
/// explanations, and the accusation last.
/// </summary>
internal static class SignalList
{
    public static readonly ISignal[] All =
    [
        new Ghost(),
        new BeforeShipment(),
        new UnclearArea(),
        new InsideTerritory(),
        new BorderTown(),
        new ConsumerTravel(),
        new OutsideTerritory(),
        new PackingChain(),
    ];
}
