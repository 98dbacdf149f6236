using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class GoldenWriteOffTests
{
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("write-offs.json");

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Half_a_unit_is_offered_or_given_up_and_never_dropped(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var rules = Sample.Rules with
        {
            WriteOff = c.Limit is null
                ? null
                : new WriteOffRules { Limit = GoldenFile.Number(c.Limit), Accounts = ["6711"] },
        };
        Decision[] decisions = c.Decided is null
            ? []
            : [new Decision(
                1, DecisionKind.WriteOff, ["90001"], ["row 9"], 45.500m, GoldenFile.Number(c.Decided), "6711",
                "too small to ask for", "finance", new DateOnly(2026, 11, 3))];
        var result = Sample.Run(
            Sample.Book(Sample.Entry("90001", 45.500m)),
            Sample.Book(Sample.Entry("row 9", 45.000m, "90001")),
            null, rules, decisions);

        var found = Assert.Single(result.Breaks);
        Assert.Equal(-0.500m, found.Amount);
        Assert.Equal(
            (c.Expected.MayBeWrittenOff, c.Expected.Cause), (found.MayBeWrittenOff, found.Cause?.ToString()));
        Assert.Equal(GoldenFile.Number(c.Expected.Residual), result.Residual);
        Assert.Equal(GoldenFile.Number(c.Expected.AdjustedOurs), result.AdjustedOurs);
    }

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(string Id, string? Limit, string? Decided, Outcome Expected);

    public sealed record Outcome(bool MayBeWrittenOff, string? Cause, string Residual, string AdjustedOurs);
}
