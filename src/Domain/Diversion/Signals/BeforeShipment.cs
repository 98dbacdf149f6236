using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Read before the goods left the warehouse (先扫后发), or although they never did. The shipment's record, the scanner's
/// clock or the code itself is wrong; which of them cannot be told from one scan, so it never counts against a dealer.
/// </summary>
internal sealed class BeforeShipment : ISignal
{
    public string Name => "before-shipment";

    public string Chinese => "先扫后发";

    public bool Weighed => false;

    public Finding? Look(in ScanFacts facts)
    {
        var (custody, scan) = (facts.Custody, facts.Scan);
        if (custody.FirstShipped is not { } shipped)
        {
            return custody.State != CustodyState.AtPrincipal ? null : new Finding(
                Verdict.Undecided,
                Bearing.Against,
                new Told(
                    "The code was issued, but no shipment of the goods is recorded.",
                    "该码已赋码，但没有这件货的出库记录。"));
        }

        var tolerance = facts.Rules.ClockToleranceMinutes;
        if (scan.ScannedAt.AddMinutes(tolerance) >= shipped)
        {
            return null;
        }

        var (read, left) = ($"{scan.ScannedAt:yyyy-MM-dd HH:mm:ss zzz}", $"{shipped:yyyy-MM-dd HH:mm:ss zzz}");
        return new Finding(
            Verdict.Undecided,
            Bearing.Against,
            new Told(
                $"Read at {read}, but the goods left the principal only at {left} (clocks may differ by {tolerance} "
                + "minutes).",
                $"扫码时间为 {read}，而货物 {left} 才离开厂家（时钟允许相差 {tolerance} 分钟）。"));
    }
}
