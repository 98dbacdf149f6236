namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>
/// Counts codes of each shipment that were read at home (区域内见货): a shipment that hardly anybody saw there may have
/// been recorded for the wrong dealer, and then all its goods are one mistake.
/// </summary>
public sealed class HomeSightings
{
    private readonly Dictionary<(string Dealer, string Movement), int> _codes = [];

    /// <summary>Distinct codes by dealer and movement.</summary>
    public IReadOnlyDictionary<(string Dealer, string Movement), int> Codes => _codes;

    /// <summary>Looks at the verdicts on one code; only one in the territory tells something.</summary>
    public void Note(IReadOnlyList<ScanVerdict> ofOneCode)
    {
        foreach (var verdict in ofOneCode)
        {
            if (verdict is { AtHome: true, Custody: { Dealer: { } dealer, Movement: { } movement } })
            {
                _codes[(dealer, movement)] = _codes.GetValueOrDefault((dealer, movement)) + 1;
                return;
            }
        }
    }

    /// <summary>Counts codes of a movement that were read at home.</summary>
    public void Note(string dealer, string movement, int codes) =>
        _codes[(dealer, movement)] = _codes.GetValueOrDefault((dealer, movement)) + codes;
}
