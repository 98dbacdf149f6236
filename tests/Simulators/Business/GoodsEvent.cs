namespace DealerIntegration.Simulators.Business;

/// <summary>What the logistics partner does with goods (物流环节).</summary>
internal enum GoodsStep
{
    Receive,
    Unpack,
    Pack,
    Return,
    Transfer,
}

/// <summary>
/// An event of the logistics partner (物流事件). Codes as printed, time local; without a dealer it is the principal.
/// </summary>
/// <param name="Parent">The unit that codes go into or come out of.</param>
internal sealed record GoodsEvent(
    GoodsStep Step, DateTime At, IReadOnlyList<string> Codes, string? Parent, Dealer? From, Dealer? To,
    string Document);
