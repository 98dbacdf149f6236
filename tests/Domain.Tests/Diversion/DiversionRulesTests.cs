using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class DiversionRulesTests
{
    [Fact]
    public void The_shipped_rules_are_valid() =>
        Assert.Empty(ShippedConfig.Read<DiversionRules>("diversion.json").Validate());

    [Fact]
    public void Every_problem_is_named_with_its_member_and_a_remedy()
    {
        var shipped = World.Rules;
        var weights = shipped.Confidence;
        var rules = shipped with
        {
            Version = 0,
            Minimums = new CaseMinimums(1, 1.5m, 0, -1, 0, 1),
            ConsumerCodesBeyondTravel = 0,
            ClockToleranceMinutes = -1,
            BusinessUtcOffsetMinutes = 900,
            LateEventHours = -1,
            HandoverDays = 400,
            Clones = new CloneLimits(0, -1, 0, 0),
            FastSale = new FastSaleLimits(new FastSale(5, 4), new FastSale(-1, 0)),
            Confidence = weights with
            {
                Least = 101,
                LeastCase = -1,
                Signals = weights.Signals.Where(s => s.Key != "permission").Append(new("hearsay", 5))
                    .ToDictionary(s => s.Key, s => s.Key == "transfer" ? 0 : s.Value),
                Facts = weights.Facts with { SeenInside = -101 },
                Case = new CaseWeights(-1, 0, 0, 0),
            },
            Severity = new SeveritySteps(new SeverityStep(0m, 10, 3), new SeverityStep(-1m, 9, 2)),
            Borders =
            [
                new AreaBorder("330500", "320500"),
                new AreaBorder("320500", "330500"),
                new AreaBorder("330000", "330100"),
                new AreaBorder("3305", "320500"),
            ],
        };
        var problems = rules.Validate();
        Assert.Equal(
            [
                "version", "minimums.scans", "minimums.share", "minimums.units", "minimums.atHome",
                "minimums.sources", "minimums.others",
                "consumerCodesBeyondTravel", "clockToleranceMinutes", "businessUtcOffsetMinutes", "lateEventHours",
                "handoverDays", "clones.kilometresPerHour", "clones.leastKilometres", "clones.scans", "clones.devices",
                "fastSale.sameProvince.fastHours", "fastSale.otherProvince.impossibleHours", "confidence.least",
                "confidence.leastCase", "confidence.signals.hearsay", "confidence.signals.transfer",
                "confidence.signals.permission", "confidence.facts.seenInside", "confidence.case.device",
                "severity.serious.value", "severity.grave.value", "severity.grave.codes", "severity.grave.spots",
                "borders[1]", "borders[2]", "borders[3].area",
            ],
            problems.Select(p => p.Path));
        Assert.All(problems, p => Assert.NotEmpty(p.Remedy));
    }

    [Fact]
    public void One_scan_can_never_be_enough_to_accuse() =>
        Assert.Equal("minimums.scans", Assert.Single((World.Rules with
        {
            Minimums = World.Rules.Minimums with { Scans = 1 },
        }).Validate()).Path);
}
