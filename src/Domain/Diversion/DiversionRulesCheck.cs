namespace DealerIntegration.Domain.Diversion;

/// <summary>Finds every problem in a rules file at once, so that it is corrected in one go.</summary>
internal static class DiversionRulesCheck
{
    private const int MinutesPerDay = 24 * 60;
    private const int WidestOffset = 14 * 60;
    private const int DaysPerYear = 366;
    private const int HoursPerYear = 24 * DaysPerYear;

    // Kilometres between opposite points of the earth: nothing is farther away.
    private const int HalfWayRound = 20_000;

    public static IEnumerable<RuleProblem> Problems(DiversionRules rules)
    {
        IEnumerable<RuleProblem?> numbers =
        [
            InRange("version", rules.Version, 1, int.MaxValue),
            InRange("minimums.scans", rules.Minimums.Scans, 2, int.MaxValue),
            rules.Minimums.Share is < 0m or > 1m
                ? new(
                    "minimums.share",
                    $"{rules.Minimums.Share} is no share.",
                    "Write a fraction from 0 to 1; 0.01 is 1 %.")
                : null,
            InRange("minimums.units", rules.Minimums.Units, 1, int.MaxValue),
            InRange("minimums.atHome", rules.Minimums.AtHome, 0, int.MaxValue),
            InRange("minimums.sources", rules.Minimums.Sources, 1, int.MaxValue),
            InRange("minimums.others", rules.Minimums.Others, 0, Math.Max(0, rules.Minimums.Scans - 1)),
            InRange("consumerCodesBeyondTravel", rules.ConsumerCodesBeyondTravel, 2, int.MaxValue),
            InRange("clockToleranceMinutes", rules.ClockToleranceMinutes, 0, MinutesPerDay),
            InRange("businessUtcOffsetMinutes", rules.BusinessUtcOffsetMinutes, -WidestOffset, WidestOffset),
            InRange("lateEventHours", rules.LateEventHours, 0, HoursPerYear),
            InRange("handoverDays", rules.HandoverDays, 0, DaysPerYear),
            InRange("clones.kilometresPerHour", rules.Clones.KilometresPerHour, 1, int.MaxValue),
            InRange("clones.leastKilometres", rules.Clones.LeastKilometres, 0, HalfWayRound),
            InRange("clones.scans", rules.Clones.Scans, 1, int.MaxValue),
            InRange("clones.devices", rules.Clones.Devices, 1, int.MaxValue),
            .. FastSaleProblems("sameProvince", rules.FastSale.SameProvince),
            .. FastSaleProblems("otherProvince", rules.FastSale.OtherProvince),
            .. ConfidenceCheck.Problems(rules.Confidence),
            InRange("severity.serious.codes", rules.Severity.Serious.Codes, 1, int.MaxValue),
            InRange("severity.serious.spots", rules.Severity.Serious.Spots, 1, int.MaxValue),
            rules.Severity.Serious.Value <= 0m
                ? new("severity.serious.value", $"{rules.Severity.Serious.Value} is no worth.", "Write more than 0.")
                : null,
            Rising("value", rules.Severity.Serious.Value, rules.Severity.Grave.Value),
            Rising("codes", rules.Severity.Serious.Codes, rules.Severity.Grave.Codes),
            Rising("spots", rules.Severity.Serious.Spots, rules.Severity.Grave.Spots),
        ];
        return numbers.OfType<RuleProblem>().Concat(rules.Phases.Problems()).Concat(BorderProblems(rules.Borders));
    }

    public static RuleProblem? InRange(string path, int value, int least, int most) => value >= least && value <= most
        ? null
        : new RuleProblem(
            path,
            $"{value} is out of range.",
            most == int.MaxValue ? $"Write {least} or more." : $"Write a number from {least} to {most}.");

    private static RuleProblem? Rising(string member, decimal serious, decimal grave) => grave >= serious
        ? null
        : new RuleProblem(
            $"severity.grave.{member}",
            $"{grave} is lower than severity.serious.{member} ({serious}).",
            "Let grave start at the same number or above.");

    private static IEnumerable<RuleProblem?> FastSaleProblems(string province, FastSale sale)
    {
        yield return InRange($"fastSale.{province}.impossibleHours", sale.ImpossibleHours, 0, HoursPerYear);
        yield return InRange($"fastSale.{province}.fastHours", sale.FastHours, sale.ImpossibleHours, HoursPerYear);
    }

    private static IEnumerable<RuleProblem> BorderProblems(IReadOnlyList<AreaBorder> borders)
    {
        var seen = new Dictionary<(string, string), int>();
        for (var i = 0; i < borders.Count; i++)
        {
            var (area, neighbour) = borders[i];
            var path = $"borders[{i}]";
            if (!AreaCode.IsValid(area) || !AreaCode.IsValid(neighbour))
            {
                var wrong = AreaCode.IsValid(area) ? ("neighbour", neighbour) : ("area", area);
                yield return new RuleProblem(
                    $"{path}.{wrong.Item1}",
                    $"'{wrong.Item2}' is not an area code.",
                    "Write six digits, such as 330500.");
            }
            else if (AreaCode.Covers(area, neighbour) || AreaCode.Covers(neighbour, area))
            {
                yield return new RuleProblem(
                    path, $"{area} and {neighbour} are not side by side: one holds the other.", "Name two apart.");
            }
            else
            {
                var key = string.CompareOrdinal(area, neighbour) < 0 ? (area, neighbour) : (neighbour, area);
                if (!seen.TryAdd(key, i))
                {
                    yield return new RuleProblem(
                        path, $"{area} and {neighbour} already stand in borders[{seen[key]}].", "Remove one.");
                }
            }
        }
    }
}
