using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// A buyer's scan away from the territory (消费者流动): people travel and give presents. On its own it is innocent; many
/// different codes at one destination are weighed again when cases are gathered.
/// </summary>
internal sealed class ConsumerTravel : ISignal
{
    public const string SignalName = "consumer-travel";

    public string Name => SignalName;

    public string Chinese => "消费者流动";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Position != Position.Outside || facts.Scan.Actor != ScanActor.Consumer
            ? null
            : new Finding(
                Verdict.Explained,
                Bearing.Against,
                new Told(
                    $"A single scan by a consumer in {facts.Scan.AreaCode}: the buyer may have taken the goods there.",
                    $"消费者在 {facts.Scan.AreaCode} 的单次扫码：货可能是买家带过去的。"));
}
