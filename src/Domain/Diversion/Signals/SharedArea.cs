using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Read in an area that several dealers share (共享区域).</summary>
internal sealed class SharedArea : ISignal
{
    public string Name => "shared-area";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Answer is not { Standing: TerritoryStanding.Shared, Contract: { } line }
            ? null
            : new Finding(
                Verdict.Authorised,
                Bearing.Against,
                $"Contract {line.Reference} shares area {line.AreaCode} with dealer {line.DealerCode}.");
}
