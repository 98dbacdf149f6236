using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Tests.Golden;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class GoldenToleranceTests
{
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("tolerance.json");

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Matches_up_to_the_edge_and_not_beyond(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var rules = new ReconciliationRules
        {
            Code = "golden",
            Version = 1,
            Steps = ["tolerance"],
            Tolerance = new Tolerance
            {
                Absolute = GoldenFile.Number(c.Absolute),
                Percent = GoldenFile.Number(c.Percent),
                DateWindowDays = c.Days,
            },
        };
        var result = Reconciler.Reconcile(
            Book(c.Ours, "90001"), Book(c.Theirs, "row 9"), Evidence.None, rules, new Period(2026, 1));
        Assert.Equal(c.Match ? 1 : 0, result.Matches.Count);
    }

    private static DealerBook Book(Line line, string id)
    {
        var amount = GoldenFile.Number(line.Amount);
        var entry = new BookEntry(id, EntryKind.Invoice, "", DateOnly.Parse(line.Date), amount, line.Currency, null);
        return new DealerBook("D001", "CNY", 0m, amount, [entry], []);
    }

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(
        string Id, string Absolute, string Percent, int Days, Line Ours, Line Theirs, bool Match);

    public sealed record Line(string Amount, string Date, string Currency);
}
