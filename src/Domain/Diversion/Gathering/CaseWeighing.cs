using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Gathering;

/// <summary>Holds a group of scans against the minimums, and says how sure and how grave it is (立案权衡).</summary>
internal static class CaseWeighing
{
    private const string Name = "gathering";
    private static readonly Rounding ShareRounding = new(RoundingMode.HalfUp, 6);
    private static readonly Rounding Whole = new(RoundingMode.HalfUp, 0);

    public static decimal ShareOf(int codes, long shipped) => ShareRounding.Apply(codes / (decimal)shipped);

    /// <summary>One piece of evidence for each minimum; only when all speak for diversion it is a case.</summary>
    public static IReadOnlyList<Evidence> Minimums(CaseScans scans, long? shipped, int confidence, DiversionRules rules)
    {
        var least = rules.Minimums;
        return
        [
            Weigh(
                scans.Codes >= least.Scans,
                $"{scans.Codes} distinct codes were read outside the territory; at least {least.Scans} are needed."),
            shipped is { } items
                ? Weigh(
                    scans.Codes >= least.Share * items,
                    $"{scans.Codes} of {items} shipped items; at least {least.Share * items:0.##} "
                    + $"({least.Share * 100m:0.####} %) are needed.")
                : Weigh(false, "The shipped quantity is not known, so the share cannot be judged."),
            Weigh(
                scans.Units >= least.Units,
                $"The codes lay in {scans.Units} units that moved apart{UnseenWords(scans, least.AtHome)}; at least "
                + $"{least.Units} are needed, because one wrong record moves all that is in a unit."),
            Weigh(
                scans.Sources >= least.Sources,
                $"{scans.Sources} scanners or places tell of it; at least {least.Sources} are needed, because a "
                + "scanner may name a wrong city."),
            Weigh(
                scans.Others >= least.Others,
                $"{scans.Others} codes remain when any one of these is left out; at least {least.Others} are needed."),
            Weigh(
                confidence >= rules.Confidence.LeastCase,
                $"The confidence is {confidence} %; at least {rules.Confidence.LeastCase} % are needed."),
        ];
    }

    /// <summary>The mean of the scans, and points for what does not hang on each other.</summary>
    public static Confidence ConfidenceOf(CaseScans scans, DiversionRules rules)
    {
        var weights = rules.Confidence.Case;
        var mean = (int)Whole.Apply(
            scans.Counted.Sum(e => (decimal)ConfidenceOf(e, rules)) / scans.Counted.Count);
        return new Confidence($"mean of {scans.Counted.Count} scans", mean)
            .Add($"{scans.Sources} scanners", Beyond(scans.Sources, weights.Device))
            .Add($"{scans.Spots} places", Beyond(scans.Spots, weights.Place))
            .Add($"{scans.Days} days", Beyond(scans.Days, weights.Day));

        int Beyond(int count, int weight) => (int)Math.Min((count - 1L) * weight, weights.Most);
    }

    public static Severity SeverityOf(decimal? value, int codes, int spots, SeveritySteps steps) =>
        Reaches(steps.Grave, value, codes, spots) ? Severity.Grave
        : Reaches(steps.Serious, value, codes, spots) ? Severity.Serious
        : Severity.Minor;

    /// <summary>Scans of the group that do not count, and why.</summary>
    public static IEnumerable<Evidence> LeftOut(CaseScans scans, DiversionRules rules)
    {
        if (scans.ConsumerCodes > 0)
        {
            yield return scans.BeyondTravel
                ? new Evidence(
                    Name,
                    Bearing.For,
                    $"{scans.ConsumerCodes} different codes were read by consumers in this city; travel explains fewer "
                    + $"than {rules.ConsumerCodesBeyondTravel}.")
                : new Evidence(
                    Name,
                    Bearing.Against,
                    $"{scans.ConsumerCodes} codes read by consumers are explained by travel and do not count.");
        }

        if (scans.Misplaced > 0)
        {
            yield return new Evidence(
                Name,
                Bearing.Against,
                $"{scans.Misplaced} scans do not count: their place nearly always names another city.");
        }

        if (scans.Unproven > 0)
        {
            yield return new Evidence(
                Name,
                Bearing.Against,
                $"{scans.Unproven} scans do not count: a record of how their goods came to the dealer is missing, and "
                + "fewer of them were read in its territory than elsewhere.");
        }

        if (scans.Cloned > 0)
        {
            yield return new Evidence(
                Name, Bearing.Against, $"{scans.Cloned} scans do not count: several goods carry their codes.");
        }
    }

    private static bool Reaches(SeverityStep step, decimal? value, int codes, int spots) =>
        (value is { } worth ? worth >= step.Value : codes >= step.Codes) || spots >= step.Spots;

    // A buyer's scan was explained by travel; once it counts, it counts as what it says against the dealer.
    private static int ConfidenceOf(ScanVerdict verdict, DiversionRules rules) =>
        verdict.Verdict == Verdict.Diverted
            ? verdict.Confidence
            : ScanJudgement.StartAgainst(verdict.Scan.Actor, rules.Confidence).Percent;

    private static string UnseenWords(CaseScans scans, int least) => scans.UnseenShipments == 0
        ? ""
        : $" ({scans.UnseenShipments} of them whole shipments of which less than {least} codes were read in the "
            + "territory: they may be recorded for the wrong dealer)";

    private static Evidence Weigh(bool enough, string text) =>
        new(Name, enough ? Bearing.For : Bearing.Against, text);
}
