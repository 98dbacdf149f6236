using System.Globalization;
using System.Text.Json;
using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Rebates.Modifiers;
using DealerIntegration.Domain.Rebates.Rules;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Rebates;

/// <summary>Whole policies against worked examples: stacking, targets, payment speed, free goods, spiffs.</summary>
public sealed class GoldenSettlementTests
{
    private static readonly GoldenCases Cases = GoldenFile.Read<GoldenCases>("settlements.json");

    public static IEnumerable<TheoryDataRow<string>> Ids => Cases.Cases.Select(c => new TheoryDataRow<string>(c.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_policy_earns_what_the_example_says(string id)
    {
        var golden = Cases.Cases.Single(c => c.Id == id);
        var policies = golden.Policies.Select(PolicyOf).ToList();
        Assert.All(policies, policy => Assert.Empty(policy.Validate()));
        var lines = golden.Lines.Select(LineOf).ToArray();
        var sales = new DealerSales(Policies.Dealer())
        {
            Invoiced = lines,
            Payments = [.. (golden.Payments ?? []).Select(p => new InvoicePaid(
                lines[p.Line].DocumentNumber, Day(p.Date), GoldenFile.Number(p.Amount)))],
        };
        var rulings = (golden.Rulings ?? []).Select(r =>
            new DiversionRuling(r.Case, "D001", Day(r.Date), null, "sold across the border"));
        var results = RebateCalculator.Calculate(
            new PolicySet(policies), new RebateInput([sales], [.. rulings]), Policies.October);
        Assert.Equal(
            golden.Expected.ToDictionary(e => e.Key, e => GoldenFile.Number(e.Value)),
            results.ToDictionary(r => r.PolicyCode, r => r.Earned));
        Assert.All(results, r => Assert.Equal(r.Earned, r.Trace.Sum(line => line.Share)));
        Assert.Equal(GoldenFile.Number(golden.Units ?? "0"), results.Sum(r => r.Units));
    }

    private static RebatePolicy PolicyOf(GoldenPolicy golden)
    {
        var rule = golden.Rule is { } written
            ? ShippedConfig.Parse<RebateRule>(written.GetRawText())
            : Policies.Flat(GoldenFile.Number(golden.Percent!));
        var measure = golden.Measure == "quantity" ? BasisMeasure.Quantity : BasisMeasure.Value;
        return Policies.Of(rule, measure) with
        {
            Code = golden.Code,
            Stacking = Read<PolicyStacking>(golden.Stacking) ?? new(),
            Penalty = Read<PolicyPenalty>(golden.Penalty),
            Modifiers = Read<RebateModifier[]>(golden.Modifiers) ?? [],
        };
    }

    private static T? Read<T>(JsonElement? json)
        where T : class => json is { } written ? ShippedConfig.Parse<T>(written.GetRawText()) : null;

    private static RebateLine LineOf(GoldenLine line, int number) =>
        Policies.Line(number * 3, GoldenFile.Number(line.Value), GoldenFile.Number(line.Quantity ?? "1")) with
        {
            Date = Day(line.Date ?? "2026-10-15"),
        };

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    internal sealed record GoldenCases(string About, IReadOnlyList<GoldenCase> Cases);

    internal sealed record GoldenCase(
        string Id,
        IReadOnlyList<GoldenPolicy> Policies,
        IReadOnlyList<GoldenLine> Lines,
        IReadOnlyDictionary<string, string> Expected,
        IReadOnlyList<GoldenPayment>? Payments = null,
        IReadOnlyList<GoldenRuling>? Rulings = null,
        string? Units = null);

    internal sealed record GoldenPolicy(
        string Code,
        string? Percent = null,
        string? Measure = null,
        JsonElement? Rule = null,
        JsonElement? Modifiers = null,
        JsonElement? Stacking = null,
        JsonElement? Penalty = null);

    internal sealed record GoldenLine(string Value, string? Quantity = null, string? Date = null);

    internal sealed record GoldenPayment(int Line, string Date, string Amount);

    internal sealed record GoldenRuling(string Case, string Date);
}
