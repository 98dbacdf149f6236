using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>
/// Goods moved between dealers on record (授权调拨): they are at home with the new holder, and for some days they may
/// still stand with the one that gave them away.
/// </summary>
internal sealed class Transfer : ISignal
{
    public string Name => "transfer";

    public string Chinese => "授权调拨";

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
                    new Told(
                        $"Dealer {from} passed the goods to dealer {custody.Dealer} with document {custody.Document}; "
                        + "the new holder may sell here.",
                        $"经销商 {from} 凭单据 {custody.Document} 把货调拨给经销商 {custody.Dealer}，后者可在此地销售。"))
                : null;
        }

        var days = facts.Rules.HandoverDays;
        return facts.Scan.ScannedAt - since <= TimeSpan.FromDays(days) && facts.Fits(from)
            ? new Finding(
                Verdict.Explained,
                Bearing.Against,
                new Told(
                    $"Dealer {from} passed the goods on only on {since:yyyy-MM-dd}; within {days} days they may still "
                    + "stand in its territory.",
                    $"经销商 {from} 于 {since:yyyy-MM-dd} 才把货转出；{days} 天内货物可能仍在其授权区域。"))
            : null;
    }
}
