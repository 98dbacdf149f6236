namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Every signal, in the order in which it may decide: what makes a verdict on a dealer impossible first, then where it
/// may sell, then the innocent explanations, and the accusation last.
/// </summary>
internal static class SignalList
{
    public static readonly ISignal[] All =
    [
        new Ghost(),
        new LateEvent(),
        new Zombie(),
        new CloneTravel(),
        new CloneSpread(),
        new BeforeShipment(),
        new UnclearArea(),
        new ReturnInProgress(),
        new BrokenChain(),
        new Transfer(),
        new Permission(),
        new SharedArea(),
        new InsideTerritory(),
        new ToldTwice(),
        new MappingError(),
        new OnlineOrder(),
        new BorderTown(),
        new ConsumerTravel(),
        new TooFast(),
        new OutsideTerritory(),
        new PackingChain(),
    ];

    /// <summary>Names of the signals that have a weight in the rules.</summary>
    public static readonly IReadOnlyList<string> Weighed = [.. All.Where(s => s.Weighed).Select(s => s.Name)];
}
