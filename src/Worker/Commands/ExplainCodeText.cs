using System.Text;
using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Domain.Diversion.Events;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>The life of a code in lines for a person, oldest first. Times are UTC.</summary>
internal static class ExplainCodeText
{
    public static string Of(CodeLife life, Custody now, IReadOnlyList<ScanOfCode> scans)
    {
        var text = new StringBuilder();
        text.AppendLine($"Code {life.Code}" + (now.ProductCode is null ? "" : $", product {now.ProductCode}"));
        text.AppendLine($"  {Standing(now)}");
        if (now.Gap is { } gap)
        {
            text.AppendLine($"  The chain is broken: {gap}");
        }

        text.AppendLine("Life");
        foreach (var entry in life.Entries)
        {
            text.AppendLine($"  {Time(entry.Event.HappenedAt)}  {Words(entry, life.Code)}");
            text.AppendLine($"                    event {entry.Event.EventId}"
                + (entry.Event.Origin is { } origin ? $", {origin}" : ""));
        }

        if (life.Entries.Count == 0)
        {
            text.AppendLine("  No event mentions it: nobody issued, packed or shipped it.");
        }

        text.AppendLine(scans.Count == 0 ? "Scans: none" : "Scans");
        foreach (var scan in scans)
        {
            text.AppendLine(
                $"  {Time(new DateTimeOffset(scan.ScannedAt))}  {scan.Actor} in {scan.AreaCode}"
                + (scan.Place is null ? "" : $" at {scan.Place}") + $", event {scan.EventId}: {Judged(scan)}");
            foreach (var line in scan.Weighed.Lines)
            {
                text.AppendLine($"      {line.Sign} {line.Text}");
            }
        }

        text.AppendLine(life.Problems.Count == 0 ? "Faults: none" : "Faults");
        foreach (var problem in life.Problems)
        {
            text.AppendLine($"  {problem.Fault}: {problem.Text} Events {string.Join(", ", problem.EventIds)}"
                + (problem.Origin is null ? "" : $" ({problem.Origin})"));
            text.AppendLine($"    {problem.Remedy}");
        }

        return text.ToString();
    }

    private static string Standing(Custody now)
    {
        var by = (now.Since is { } since ? $" since {Time(since)}" : "")
            + (now.Document is null ? "" : $" by document {now.Document}")
            + (now.Unit is null ? "" : $", in {now.Unit}");
        return now.State switch
        {
            CustodyState.Unknown => "Nobody issued, packed or shipped it.",
            CustodyState.AtPrincipal => $"At the principal{by}.",
            CustodyState.WithDealer => $"With dealer {now.Dealer}{by}.",
            CustodyState.Returning => $"On its way back from dealer {now.Dealer}{by}.",
            _ => $"Destroyed or recalled{by}.",
        } + (now.SoldTo is { } area ? $" Sold to area {area}." : "");
    }

    private static string Words(CodeLifeEntry entry, string code)
    {
        var e = entry.Event;
        var what = entry.Unit ?? code;
        var document = e.Document is null ? "" : $" with document {e.Document}";
        return e.Step switch
        {
            TraceStep.Commission => $"{what} was issued",
            TraceStep.Pack => $"{what} was packed into {e.ParentCode ?? "a unit without a name"}",
            TraceStep.Unpack when e.Codes.Count == 0 => $"{e.ParentCode} was emptied",
            TraceStep.Unpack => $"{what} was taken out of {e.ParentCode ?? "its unit"}",
            TraceStep.Ship => $"{what} left {Who(e.FromDealer)} for {Who(e.ToDealer)}{document}",
            TraceStep.Transfer => $"{what} moved from {Who(e.FromDealer)} to {Who(e.ToDealer)}{document}",
            TraceStep.Receive => $"{what} arrived at {Who(e.ToDealer)}{document}",
            TraceStep.Return => $"{what} was sent back by {Who(e.FromDealer)}{document}",
            TraceStep.Sell => $"{what} was sold" + (e.AreaCode is null ? "" : $" to area {e.AreaCode}") + document,
            _ => $"{what} was destroyed or recalled{document}",
        };
    }

    private static string Judged(ScanOfCode scan) => scan.Verdict is null
        ? "nothing but clean, or not looked at yet"
        : $"{scan.Verdict} by {scan.DecidedBy}, {scan.Confidence} % (run {scan.RunId})";

    private static string Who(string? dealer) => dealer is null ? "the principal" : $"dealer {dealer}";

    private static string Time(DateTimeOffset instant) => $"{instant.ToUniversalTime():yyyy-MM-dd HH:mm}";
}
