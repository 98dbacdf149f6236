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
        var unseen = UnseenWords(scans, least.AtHome);
        return
        [
            Weigh(
                scans.Codes >= least.Scans,
                new(
                    $"{scans.Codes} distinct codes were read outside the territory; at least {least.Scans} are needed.",
                    $"在授权区域外扫到 {scans.Codes} 个不同的码；至少需要 {least.Scans} 个。")),
            WeighShare(scans.Codes, shipped, least.Share),
            Weigh(
                scans.Units >= least.Units,
                new(
                    $"The codes lay in {scans.Units} units that moved apart{unseen}; at least {least.Units} are "
                    + "needed, because one wrong record moves all that is in a unit.",
                    $"这些码分属 {scans.Units} 个各自流转的箱{unseen.Chinese}；至少需要 {least.Units} 个，因为一条错误"
                    + "记录会带动整箱。")),
            Weigh(
                scans.Sources >= least.Sources,
                new(
                    $"{scans.Sources} scanners or places tell of it; at least {least.Sources} are needed, because a "
                    + "scanner may name a wrong city.",
                    $"来自 {scans.Sources} 台设备或地点；至少需要 {least.Sources} 个，因为一台设备可能报错城市。")),
            Weigh(
                scans.Others >= least.Others,
                new(
                    $"{scans.Others} codes remain when any one of these is left out; at least {least.Others} are "
                    + "needed.",
                    $"去掉其中任何一个之后仍有 {scans.Others} 个码；至少需要 {least.Others} 个。")),
            Weigh(
                confidence >= rules.Confidence.LeastCase,
                new(
                    $"The confidence is {confidence} %; at least {rules.Confidence.LeastCase} % are needed.",
                    $"置信度为 {confidence} %；至少需要 {rules.Confidence.LeastCase} %。")),
        ];
    }

    /// <summary>Stands in place of the minimums where every scan of a group was left out.</summary>
    public static Evidence NoneCounts(int scans) => Weigh(
        false,
        new(
            $"None of the {scans} scans outside the territory counts.", $"授权区域外的 {scans} 次扫码均不计入。"));

    /// <summary>
    /// The mean of the scans, and points for what does not hang on each other; null where no scan counts.
    /// </summary>
    public static Confidence? ConfidenceOf(CaseScans scans, DiversionRules rules)
    {
        var weights = rules.Confidence.Case;
        var count = scans.Counted.Count;
        if (count == 0)
        {
            return null;
        }

        var mean = (int)Whole.Apply(scans.Counted.Sum(e => (decimal)ConfidenceOf(e, rules)) / count);
        return new Confidence(new($"mean of {count} scans", $"{count} 次扫码的平均"), mean)
            .Add(new($"{scans.Sources} scanners", $"{scans.Sources} 台设备"), Beyond(scans.Sources, weights.Device))
            .Add(new($"{scans.Spots} places", $"{scans.Spots} 处地点"), Beyond(scans.Spots, weights.Place))
            .Add(new($"{scans.Days} days", $"{scans.Days} 天"), Beyond(scans.Days, weights.Day));

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
                    new Told(
                        $"{scans.ConsumerCodes} different codes were read by consumers in this city; travel explains "
                        + $"fewer than {rules.ConsumerCodesBeyondTravel}.",
                        $"消费者在该市扫到 {scans.ConsumerCodes} 个不同的码；消费者流动只能解释少于 "
                        + $"{rules.ConsumerCodesBeyondTravel} 个。"))
                : Weigh(
                    false,
                    new(
                        $"{scans.ConsumerCodes} codes read by consumers are explained by travel and do not count.",
                        $"消费者扫到的 {scans.ConsumerCodes} 个码由消费者流动解释，不计入。"));
        }

        if (scans.Misplaced > 0)
        {
            yield return Weigh(
                false,
                new(
                    $"{scans.Misplaced} scans do not count: their place nearly always names another city.",
                    $"{scans.Misplaced} 次扫码不计入：其地点几乎总是报另一个城市。"));
        }

        if (scans.Unproven > 0)
        {
            yield return Weigh(
                false,
                new(
                    $"{scans.Unproven} scans do not count: a record of how their goods came to the dealer is missing, "
                    + "and fewer of them were read in its territory than elsewhere.",
                    $"{scans.Unproven} 次扫码不计入：货物如何到达经销商缺少记录，且在其授权区域内被扫到的少于别处。"));
        }

        if (scans.Cloned > 0)
        {
            yield return Weigh(
                false,
                new(
                    $"{scans.Cloned} scans do not count: several goods carry their codes.",
                    $"{scans.Cloned} 次扫码不计入：有多件货带同一个码。"));
        }
    }

    private static bool Reaches(SeverityStep step, decimal? value, int codes, int spots) =>
        (value is { } worth ? worth >= step.Value : codes >= step.Codes) || spots >= step.Spots;

    // A buyer's scan was explained by travel; once it counts, it counts as what it says against the dealer.
    private static int ConfidenceOf(ScanVerdict verdict, DiversionRules rules) =>
        verdict.Verdict == Verdict.Diverted
            ? verdict.Confidence
            : ScanJudgement.StartAgainst(verdict.Scan.Actor, rules.Confidence).Percent;

    private static Told UnseenWords(CaseScans scans, int least) => scans.UnseenShipments == 0
        ? default
        : new(
            $" ({scans.UnseenShipments} of them whole shipments of which less than {least} codes were read in the "
            + "territory: they may be recorded for the wrong dealer)",
            $"（其中 {scans.UnseenShipments} 个是整批发货，授权区域内扫到的码不足 {least} 个：可能记错了经销商）");

    private static Evidence WeighShare(int codes, long? shipped, decimal least)
    {
        if (shipped is not { } items)
        {
            return Weigh(
                false,
                new("The shipped quantity is not known, so the share cannot be judged.", "出库件数不明，无法判断占比。"));
        }

        var needed = $"{least * items:0.##}";
        var percent = $"{least * 100m:0.####} %";
        return Weigh(
            codes >= least * items,
            new(
                $"{codes} of {items} shipped items; at least {needed} ({percent}) are needed.",
                $"占出库 {items} 件中的 {codes} 件；至少需要 {needed} 件（{percent}）。"));
    }

    private static Evidence Weigh(bool enough, Told text) =>
        new(Name, enough ? Bearing.For : Bearing.Against, text);
}
