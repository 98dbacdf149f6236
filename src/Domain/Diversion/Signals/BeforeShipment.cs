using DealerIntegration.Domain.Diversion.Custody;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Read before the goods left the warehouse (先扫后发), or although they never did. The shipment's record, the scanner's
/// clock or the code itself is wrong; which of them cannot be told from one scan, so it never counts against a dealer.
/// </summary>
internal sealed class BeforeShipment : ISignal
{
    public string Name => "before-shipment";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        var (custody, scan) = (facts.Custody, facts.Scan);
        if (custody.FirstShipped is not { } shipped)
        {
            return custody.State != CustodyState.AtPrincipal ? null : new Finding(
                Verdict.Undecided, Bearing.Against, "The code was issued, but no shipment of the goods is recorded.");
        }

        return scan.ScannedAt.AddMinutes(facts.Rules.ClockToleranceMinutes) >= shipped ? null : new Finding(
            Verdict.Undecided,
            Bearing.Against,
            $"Read at {scan.ScannedAt:yyyy-MM-dd HH:mm:ss zzz}, but the goods left the principal only at "
            + $"{shipped:yyyy-MM-dd HH:mm:ss zzz} (clocks may differ by {facts.Rules.ClockToleranceMinutes} minutes).");
    }
}
