namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The area of the scan and the territory of the dealer cannot be compared (区域不明).</summary>
internal sealed class UnclearArea : ISignal
{
    public string Name => "unclear-area";

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Binding is not { } binding || facts.Position != Position.Unclear)
        {
            return null;
        }

        var area = facts.Scan.AreaCode;
        var text = !AreaCode.IsValid(area)
            ? $"'{area}' is not a six-digit area code, so the place of the scan is unknown."
            : facts.Territories.AreasOf(binding.DealerCode).Count == 0
                ? $"No territory is recorded for dealer {binding.DealerCode}."
                : $"Area {area} is wider than the territory of dealer {binding.DealerCode}: the scan may be inside.";
        return new Finding(Verdict.Undecided, Bearing.Against, text);
    }
}
