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
        if (facts.Binding is not { } binding
            || facts.Scan.ScannedAt.AddMinutes(facts.Rules.ClockToleranceMinutes) >= binding.ShippedAt)
        {
            return null;
        }

        return new Finding(
            Verdict.ScanBeforeShipment,
            Bearing.Against,
            $"Read at {facts.Scan.ScannedAt:yyyy-MM-dd HH:mm:ss zzz}, but shipment {binding.ShipmentNumber} left only "
            + $"at {binding.ShippedAt:yyyy-MM-dd HH:mm:ss zzz} (clocks may differ by "
            + $"{facts.Rules.ClockToleranceMinutes} minutes).");
    }
}
