namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>
/// Collects the shipments of which goods were read at home (区域内见货): a shipment that nobody ever saw there may have
/// been recorded for the wrong dealer, and then all its goods are one mistake.
/// </summary>
public sealed class HomeSightings
{
    private readonly HashSet<(string Dealer, string Document)> _seen = [];

    public IReadOnlySet<(string Dealer, string Document)> Seen => _seen;

    /// <summary>Looks at a verdict; only clean ones tell something.</summary>
    public void Note(ScanVerdict verdict)
    {
        if (verdict is { Verdict: Verdict.Clean, Custody: { Dealer: { } dealer, Document: { } document } })
        {
            _seen.Add((dealer, document));
        }
    }
}
