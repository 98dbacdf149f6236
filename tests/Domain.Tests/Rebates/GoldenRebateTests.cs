using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class GoldenRebateTests
{
    private static readonly GoldenCases Cases = GoldenFile.Read<GoldenCases>("rebates.json");

    public static IEnumerable<TheoryDataRow<string>> Ids => Cases.Cases.Select(c => new TheoryDataRow<string>(c.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Earns_and_pays_what_the_example_says(string id)
    {
        var golden = Cases.Cases.Single(c => c.Id == id);
        var rule = ShippedConfig.Parse<RebateRule>(golden.Rule.GetRawText());
        var policy = Policies.Of(rule, golden.Measure == "value" ? BasisMeasure.Value : BasisMeasure.Quantity);
        Assert.Empty(policy.Validate());
        var lines = new List<RebateLine>();
        var posted = 0m;
        foreach (var stage in golden.Stages)
        {
            lines.AddRange(stage.Lines.Select((line, i) => Policies.Line(
                lines.Count + i, GoldenFile.Number(line.Value), GoldenFile.Number(line.Quantity))));
            var result = Policies.Calculate(policy, lines);
            var settled = Policies.Settle(result, posted);
            Assert.Equal(GoldenFile.Number(stage.Earned), result.Earned);
            Assert.Equal(GoldenFile.Number(stage.Payable), settled.Payable);
            Assert.Equal(result.Earned, result.Trace.Sum(line => line.Share));
            posted += settled.Payable;
        }
    }

    internal sealed record GoldenCases(string About, IReadOnlyList<GoldenCase> Cases);

    internal sealed record GoldenCase(string Id, string Measure, JsonElement Rule, IReadOnlyList<GoldenStage> Stages);

    internal sealed record GoldenStage(IReadOnlyList<GoldenLine> Lines, string Earned, string Payable);

    internal sealed record GoldenLine(string Quantity, string Value);
}
