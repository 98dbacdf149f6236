namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// A movement is missing in the chain (断链/漏扫). Goods that stand where their holder may sell only lack a record. Two
/// records that name different dealers accuse neither; only who confirmed to have received goods that nobody else is
/// said to have had answers for them, with less confidence.
/// </summary>
internal sealed class BrokenChain : ISignal
{
    public string Name => "broken-chain";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Gap is not { } gap || facts.Position == Position.Unclear)
        {
            return null;
        }

        if (facts.Position == Position.Inside)
        {
            return new Finding(
                Verdict.MissingRead, Bearing.Against, $"{gap} Their holder may sell in {facts.Scan.AreaCode}.");
        }

        return facts.Custody.From is { } from && facts.Fits(from)
            ? new Finding(
                Verdict.MissingRead, Bearing.Against, $"{gap} Dealer {from} before may sell in {facts.Scan.AreaCode}.")
            : facts.Custody is { IsReceived: true, From: null }
                ? new Finding(null, Bearing.Against, $"{gap} But dealer {facts.Custody.Dealer} confirmed to have them.")
                : new Finding(
                    Verdict.Undecided, Bearing.Against, $"{gap} Who answers for the goods is not certain enough.");
    }
}
