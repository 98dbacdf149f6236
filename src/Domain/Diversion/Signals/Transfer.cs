using DealerIntegration.Domain.Diversion.Events;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Goods moved between dealers on record (授权调拨): they are at home with the new holder, and for some days they may
/// still stand with the one that gave them away.
/// </summary>
internal sealed class Transfer : ISignal
{
    public string Name => "transfer";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts)
    {
        var custody = facts.Custody;
        if (custody.From is not { } from || custody.Since is not { } since || facts.Position == Position.Unclear)
        {
            return null;
        }

        if (facts.Position == Position.Inside)
        {
            return custody.Step == TraceStep.Transfer && !facts.Fits(from)
                ? new Finding(
                    Verdict.Authorised,
                    Bearing.Against,
                    $"Dealer {from} passed the goods to dealer {custody.Dealer} with document {custody.Document}; "
                    + "the new holder may sell here.")
                : null;
        }

        return facts.Scan.ScannedAt - since <= TimeSpan.FromDays(facts.Rules.HandoverDays) && facts.Fits(from)
            ? new Finding(
                Verdict.Explained,
                Bearing.Against,
                $"Dealer {from} passed the goods on only on {since:yyyy-MM-dd}; within {facts.Rules.HandoverDays} days "
                + "they may still stand in its territory.")
            : null;
    }
}
