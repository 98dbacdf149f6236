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
        var rules = new DiversionRules(
            0, 1, 1.5m, 0, -1, 900, new SeveritySteps(new SeverityStep(10, 3), new SeverityStep(9, 2)),
            [
                new AreaBorder("330500", "320500"),
                new AreaBorder("320500", "330500"),
                new AreaBorder("330000", "330100"),
                new AreaBorder("3305", "320500"),
            ]);
        var problems = rules.Validate();
        Assert.Equal(
            [
                "version", "minScans", "minShare", "consumerCodesBeyondTravel", "clockToleranceMinutes",
                "businessUtcOffsetMinutes", "severity.grave.codes", "severity.grave.spots", "borders[1]", "borders[2]",
                "borders[3].area",
            ],
            problems.Select(p => p.Path));
        Assert.All(problems, p => Assert.NotEmpty(p.Remedy));
    }

    [Fact]
    public void One_scan_can_never_be_enough_to_accuse() =>
        Assert.Equal("minScans", Assert.Single((World.Rules with { MinScans = 1 }).Validate()).Path);
}
