namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Read before it left the warehouse (先扫后发). The binding, the scanner's clock or the code itself is wrong; which of
/// them cannot be told from one scan, so it never counts against a dealer.
/// </summary>
internal sealed class BeforeShipment : ISignal
{
    public string Name => "before-shipment";

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.FirstShipped is not { } shippedAt
            || facts.Scan.ScannedAt.AddMinutes(facts.Rules.ClockToleranceMinutes) >= shippedAt)
        {
            return null;
        }

        return new Finding(
            Verdict.Undecided,
            Bearing.Against,
            $"Read at {facts.Scan.ScannedAt:yyyy-MM-dd HH:mm:ss zzz}, but the goods first left the principal "
            + $"at {shippedAt:yyyy-MM-dd HH:mm:ss zzz} (clocks may differ by "
            + $"{facts.Rules.ClockToleranceMinutes} minutes).");
    }
}
