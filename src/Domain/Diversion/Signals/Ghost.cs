using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>A code that nobody issued, packed or shipped, neither itself nor through its packing (假码).</summary>
internal sealed class Ghost : ISignal
{
    public string Name => "ghost";

    public string Chinese => "假码";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts) => facts.Custody.State != CustodyState.Unknown
        ? null
        : new Finding(
            Verdict.Undecided,
            Bearing.Neutral,
            new Told(
                $"No event is known for code {facts.Scan.Code} or for a unit it was packed in: no dealer answers for "
                + "it.",
                $"码 {facts.Scan.Code} 及其所在箱垛没有任何事件：没有经销商对它负责。"));
}
