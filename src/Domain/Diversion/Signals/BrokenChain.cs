using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// A movement is missing in the chain (断链/漏扫). Goods that stand where their holder may sell only lack a record. Two
/// records that name different dealers accuse neither; only who confirmed to have received goods that nobody else is
/// said to have had answers for them, with less confidence.
/// </summary>
internal sealed class BrokenChain : ISignal
{
    public string Name => "broken-chain";

    public string Chinese => "断链";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Gap is not { } gap || facts.Position == Position.Unclear)
        {
            return null;
        }

        var (area, dealer) = (facts.Scan.AreaCode, facts.Custody.Dealer);
        if (facts.Position == Position.Inside)
        {
            return Says(Verdict.MissingRead, new($" Their holder may sell in {area}.", $"持货方可以在 {area} 销售。"));
        }

        return facts.Custody.From is { } from && facts.Fits(from)
            ? Says(
                Verdict.MissingRead,
                new($" Dealer {from} before may sell in {area}.", $"上家经销商 {from} 可以在 {area} 销售。"))
            : facts.Custody is { IsReceived: true, From: null }
                ? Says(null, new($" But dealer {dealer} confirmed to have them.", $"但经销商 {dealer} 已确认收货。"))
                : Says(
                    Verdict.Undecided,
                    new(" Who answers for the goods is not certain enough.", "货物由谁负责不够确定。"));

        Finding Says(Verdict? verdict, Told rest) => new(verdict, Bearing.Against, gap + rest);
    }
}
