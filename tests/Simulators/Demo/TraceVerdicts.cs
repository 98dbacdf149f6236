namespace DealerIntegration.Simulators.Demo;

/// <summary>The promises about goods on their way, cases and evidence (追溯与案件承诺).</summary>
internal static class TraceVerdicts
{
    public static IEnumerable<Verdict> Judge(DemoResult result)
    {
        var (truth, told, receipts) = (result.Truth.Trace, result.Summary.Scans, result.Receipts);
        var (returned, passedOn, twice) = (Said("return"), Said("transfer"), Said("told-twice"));
        yield return new(
            "goods given back or passed on accuse nobody",
            returned == truth.Returned && passedOn == truth.PassedOn && receipts is { Files: > 0, Rejected: 0 },
            $"{returned} of {truth.Returned} scans on the way back, {passedOn} of {truth.PassedOn} at the new dealer");
        yield return new(
            "the same event twice counts once, and so does the same scan",
            receipts.Known == truth.KnownEvents && twice == truth.ToldTwice,
            $"{receipts.Known} of {truth.KnownEvents} events, {twice} of {truth.ToldTwice} scans");
        yield return new(
            "an event that was declared wrong leaves no trace",
            receipts.Declared == truth.Declared && passedOn == truth.PassedOn,
            $"{receipts.Declared} of {truth.Declared} declared");
        yield return Heard(result.Case);
        yield return Moved(result);
        yield return new(
            "an evidence pack proves itself, an altered one does not",
            result.Pack is { IsIntact: true, IsAlteredRefused: true },
            $"{result.Pack.Content}; one changed digit is {(result.Pack.IsAlteredRefused ? "" : "not ")}noticed");

        int Said(string signal) => told.Where(one => one.DecidedBy == signal).Sum(one => one.Scans);
    }

    private static Verdict Heard(CaseRecord ruled)
    {
        var steps = string.Join(", ", ruled.Steps.Select(step => $"{step.Action} by {step.By}"));
        var isHeard = ruled.Steps
            is [{ Action: "notify" } notice, { Action: "appeal" } appeal, { Action: "confirm" } word]
            && appeal.By.StartsWith("dealer:", StringComparison.Ordinal) && notice.By != word.By;
        return new("a dealer is heard, and ruled on by another person", isHeard, $"{ruled.Number} {steps}");
    }

    /// <summary>Both sides of the ruling, and a settlement after it that somebody released.</summary>
    private static Verdict Moved(DemoResult result)
    {
        var (away, to) = (result.Case.Moves.Where(Is("out")).ToList(), result.Case.Moves.Where(Is("in")).ToList());
        var (items, net) = (result.Case.Moves.Sum(one => one.Items), result.Case.Moves.Sum(one => one.Net));
        var after = result.Settlements.Where(line => line is { State: "released", Count: > 0 })
            .GroupBy(line => line.Run).OrderBy(run => run.Key).Skip(1).SelectMany(run => run).ToList();
        return new(
            "a ruling moves volume out = in, and rebates follow",
            items == 0m && net == 0m && away.Count == 1 && to.Count == 1 && away[0].Dealer != to[0].Dealer
                && to[0].Items > 0m && after.Count > 0,
            string.Join(", ", result.Case.Moves.Select(one =>
                $"{one.Side} {one.Dealer} {one.Items:0.##} items {one.Net:#,##0.00}"))
            + $"; {after.Sum(line => line.Count)} rebates, {after.Sum(line => line.Amount):#,##0.00} in all");
    }

    private static Func<VolumeMoved, bool> Is(string side) => one => one.Side == side;
}
