using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Goods on their way back to the principal pass through foreign areas (退货途中).</summary>
internal sealed class ReturnInProgress : ISignal
{
    public string Name => "return";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Custody.State != CustodyState.Returning || facts.Position != Position.Outside
            ? null
            : new Finding(
                Verdict.Explained,
                Bearing.Against,
                $"Dealer {facts.Custody.Dealer} sent the goods back with document {facts.Custody.Document}; their "
                + "arrival is not recorded yet.");
}
