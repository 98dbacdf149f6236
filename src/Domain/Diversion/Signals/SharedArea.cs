using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read in an area that several dealers share (共享区域).</summary>
internal sealed class SharedArea : ISignal
{
    public string Name => "shared-area";

    public string Chinese => "共享区域";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Answer is not { Standing: TerritoryStanding.Shared, Contract: { } line }
            ? null
            : new Finding(
                Verdict.Authorised,
                Bearing.Against,
                new Told(
                    $"Contract {line.Cited} shares area {line.AreaCode} with dealer {line.DealerCode}.",
                    $"按合同 {line.Cited.Chinese}，地区 {line.AreaCode} 是经销商 {line.DealerCode} 的共享区域。"));
}
