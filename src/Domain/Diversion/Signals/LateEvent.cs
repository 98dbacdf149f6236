namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// The goods stand where their next holder may sell, a little before the record of that movement (事件迟报): events are
/// written down late more often than goods travel ahead of them.
/// </summary>
internal sealed class LateEvent : ISignal
{
    public string Name => "late-event";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        if (facts.Custody.Next is not { Dealer: { } dealer } next || facts.Position == Position.Inside
            || next.HappenedAt - facts.Scan.ScannedAt > TimeSpan.FromHours(facts.Rules.LateEventHours)
            || !facts.Fits(dealer))
        {
            return null;
        }

        return new Finding(
            Verdict.Explained,
            Bearing.Against,
            $"The goods go to dealer {dealer}, who may sell in {facts.Scan.AreaCode}, by a movement recorded at "
            + $"{next.HappenedAt:yyyy-MM-dd HH:mm zzz}{With(next.Document)}; it may have been recorded late.");
    }

    private static string With(string? document) => document is null ? "" : $" with document {document}";
}
