using System.Globalization;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Cases;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary>Cases in words and numbers, for the command line.</summary>
internal sealed class CaseText(string timeZone)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);

    public static IEnumerable<string> List(IReadOnlyList<CaseView> cases)
    {
        yield return $"Cases {cases.Count}, overdue {cases.Count(c => c.Overdue > 0)}";
        foreach (var c in cases)
        {
            yield return $"{c.Found.Number}  {c.Found.DealerCode,-10} {c.Found.ProductCode,-12} in {c.Found.AreaCode}  "
                + $"{c.Found.Codes,6} codes  {c.Found.Severity,-8} {Standing(c)}";
        }
    }

    /// <summary>One case as figures for a file.</summary>
    public static object Figures(CaseView c) => new
    {
        c.Found.Number,
        c.Found.DealerCode,
        c.Found.ProductCode,
        c.Found.AreaCode,
        c.Found.Window,
        c.Found.Codes,
        c.Found.Severity,
        State = c.Life.State.ToString(),
        c.Life.Round,
        c.Found.IsWithdrawn,
        c.Found.Grown,
        DueOn = c.Deadline?.DueOn,
        c.Overdue,
    };

    /// <summary>Everything known of a case: found, weighed, done, moved.</summary>
    public IEnumerable<string> Show(CaseFile file) =>
    [
        .. Found(file.View),
        .. Withdrawn(file.Withdrawal),
        .. file.View.Found.Weighed.Lines.Select(line => $"  {line.Sign} {line.Text}"),
        "",
        .. Life(file.View),
        .. Moves(file.Moves),
    ];

    /// <summary>The same with every scan and what was weighed for it.</summary>
    public IEnumerable<string> Explain(CaseFile file) =>
    [
        .. Show(file),
        "",
        $"Scans {file.Scans.Count}:",
        .. file.Scans.SelectMany(scan => Scan(scan, file.View.Terms)),
    ];

    private IEnumerable<string> Found(CaseView view)
    {
        var c = view.Found;
        yield return $"Case {c.Number}: {Standing(view)}";
        yield return $"  Goods of dealer {c.DealerCode} {c.DealerName}, product {c.ProductCode} {c.ProductName}, found "
            + $"in {view.Terms.Place(c.AreaCode)} in {c.Window}.";
        var share = c.Share is { } part
            ? $"{c.Codes} codes / {c.Shipped} items shipped = {Plain(part * 100m)} %"
            : $"{c.Codes} codes; how many were shipped is not known";
        yield return $"  {share}; in {c.Spots} places, from {Time(c.FirstScan)} to {Time(c.LastScan)} ({timeZone}).";
        yield return $"  Severity {c.Severity}, worth {(c.Value is { } worth ? AmountText.Of(worth) : "unknown")}, "
            + $"confidence {c.Confidence} %, rules version {c.RulesVersion}, found by run {c.Run}.";
        if (c.IsWithdrawn)
        {
            yield return $"  Run {c.Latest} makes no case of it any more: the evidence is withdrawn; a person has to "
                + "close it.";
        }

        if (c.Grown > 0)
        {
            yield return $"  {c.Grown} codes more than when it was ruled on ({c.RuledCodes}).";
        }
    }

    private static IEnumerable<string> Withdrawn(Withdrawal? withdrawal)
    {
        if (withdrawal is null)
        {
            yield break;
        }

        var now = withdrawal.Scans.Select(s => s.Verdict is null
            ? $"{s.Scans} clean or taken back"
            : $"{s.Scans} {s.Verdict} by {s.DecidedBy}");
        yield return $"  Its scans are now: {string.Join(", ", now)}.";
        foreach (var line in withdrawal.Observation?.Lines ?? [])
        {
            yield return $"  {line.Sign} {line.Text}";
        }

        yield return "  What had been weighed before:";
    }

    private IEnumerable<string> Life(CaseView view)
    {
        yield return view.Steps.Count == 0 ? "Nobody has done anything about it yet." : "What was done:";
        foreach (var stored in view.Steps)
        {
            var step = stored.Step;
            var paper = stored.PaperName is null ? "" : $" [{stored.PaperName}, sha256 {stored.PaperHash}]";
            yield return $"  {step.No}. {Time(stored.At)}  {Word(step.Action)} by {step.By}, now {Word(step.State)}: "
                + $"{step.Reason}{paper}";
        }

        if (view.Life.AppealUntil(view.Phases) is { } until)
        {
            yield return $"The dealer may appeal until {Day(until)}.";
        }

        var next = CaseOrder.Steps.Where(s => s.From == view.Life.State)
            .Where(s => s.Action != CaseAction.Reverse || view.Life.IsRuled)
            .Select(s => Command(s.Action));
        yield return $"What can follow: {string.Join(", ", next)}";
    }

    private static IEnumerable<string> Moves(IReadOnlyList<VolumeMove> moves)
    {
        if (moves.Count == 0)
        {
            yield break;
        }

        yield return "";
        yield return "Volume moved:";
        foreach (var move in moves)
        {
            yield return $"  {move.Seq}  {move.Side,-4}{move.DealerCode ?? "house",-10} {move.HappenedOn:yyyy-MM-dd} "
                + $"{Plain(move.Quantity),10} items {AmountText.Of(move.NetAmount),16} without tax "
                + $"{AmountText.Of(move.GrossAmount),16} with tax {move.Currency}";
            yield return $"        {move.Arithmetic}";
        }

        yield return $"  Sum {Plain(moves.Sum(m => m.Quantity))} items, {AmountText.Of(moves.Sum(m => m.NetAmount))}.";
    }

    private IEnumerable<string> Scan(CaseScan scan, CaseTerms terms)
    {
        yield return $"  {Time(scan.ScannedAt)}  {scan.Code}  {terms.Place(scan.AreaCode)} {scan.Place}  "
            + $"{scan.Actor}, shipment {scan.Shipment ?? "–"}: {scan.Verdict} by {scan.DecidedBy}, {scan.Confidence} % "
            + $"(event {scan.EventId})";
        foreach (var line in scan.Weighed.Lines)
        {
            yield return $"      {line.Sign} {line.Text}";
        }
    }

    private static string Standing(CaseView c)
    {
        var words = Word(c.Life.State);
        words += c.Life.Round > 1 ? $" (round {c.Life.Round})" : "";
        words += c.Found.IsWithdrawn ? ", evidence withdrawn" : "";
        words += c.Found.Grown > 0 ? $", grown by {c.Found.Grown}" : "";
        return c.Deadline is { } due
            ? $"{words}, to {Word(due.Duty)} by {Day(due.DueOn)}"
              + (c.Overdue > 0 ? $", OVERDUE by {c.Overdue} days" : "")
            : words;
    }

    private static string Command(CaseAction action) => action switch
    {
        CaseAction.Confirm => "rule --confirm",
        CaseAction.Dismiss => "rule --dismiss",
        _ => Word(action),
    };

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string Plain(decimal value) => value.ToString("#,##0.######", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Time(DateTime utc) => TimeZoneInfo
        .ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
