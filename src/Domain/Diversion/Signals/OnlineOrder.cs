using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The dealer sold the goods to a buyer there, for example over the internet (网购异地收货).</summary>
internal sealed class OnlineOrder : ISignal
{
    public string Name => "online-order";

    public string Chinese => "网购异地收货";

    public bool Weighed => true;

    // By city: a parcel is picked up at a station in the next county.
    public Finding? Look(in ScanFacts facts) =>
        facts.Position == Position.Outside && facts.Custody.SoldTo is { } soldTo && AreaCode.IsValid(soldTo)
        && AreaCode.Prefecture(soldTo) == AreaCode.Prefecture(facts.Scan.AreaCode)
            ? new Finding(
                Verdict.Explained,
                Bearing.Against,
                new Told(
                    $"A sale of dealer {facts.Custody.Dealer} sent this very piece to area {soldTo}.",
                    $"经销商 {facts.Custody.Dealer} 的一笔销售正是把这件货发往地区 {soldTo}。"))
            : null;
}
