using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>Goods on their way back to the principal pass through foreign areas (退货途中).</summary>
internal sealed class ReturnInProgress : ISignal
{
    public string Name => "return";

    public string Chinese => "退货途中";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Custody.State != CustodyState.Returning || facts.Position != Position.Outside
            ? null
            : new Finding(
                Verdict.Explained,
                Bearing.Against,
                new Told(
                    $"Dealer {facts.Custody.Dealer} sent the goods back with document {facts.Custody.Document}; their "
                    + "arrival is not recorded yet.",
                    $"经销商 {facts.Custody.Dealer} 已凭单据 {facts.Custody.Document} 退货，尚无到货记录。"));
}
