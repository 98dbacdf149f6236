using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class GoldenStatementTests
{
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("statements.json");

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Explains_the_stated_difference_as_published(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var result = Sample.Run(
            Book(c.Ours),
            Book(c.Theirs),
            Sample.Evidence([.. c.Evidence.Select(e => Sample.Proof(
                e.Invoice, 100m, e.Shipment, DateOnly.Parse(e.ShippedOn), DateOnly.Parse(e.DeliveredOn)))]),
            Sample.Rules with { AcceptNamedPayment = c.AcceptNamedPayment });

        Assert.Empty(result.Findings);
        Assert.Equal(GoldenFile.Number(c.Expected.Difference), result.Difference);
        Assert.Equal(GoldenFile.Number(c.Expected.Residual), result.Residual);
        Assert.Equal(GoldenFile.Number(c.Expected.AdjustedOurs), result.AdjustedOurs);
        Assert.Equal(GoldenFile.Number(c.Expected.AdjustedTheirs), result.AdjustedTheirs);
        Assert.Equal(
            c.Expected.Explained.ToDictionary(p => Enum.Parse<BreakCause>(p.Key), p => GoldenFile.Number(p.Value)),
            result.Explained.ToDictionary());
        Assert.Equal((c.Expected.Matches, c.Expected.Breaks), (result.Matches.Count, result.Breaks.Count));
    }

    private static DealerBook Book(Side side) => new(
        "D001",
        "CNY",
        GoldenFile.Number(side.Opening),
        GoldenFile.Number(side.Closing),
        [.. side.Entries.Select(e => Sample.Entry(
            e.Id, GoldenFile.Number(e.Amount), e.Reference, Enum.Parse<EntryKind>(e.Kind), e.Date))],
        []);

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(
        string Id, bool AcceptNamedPayment, Side Ours, Side Theirs, Proof[] Evidence, Outcome Expected);

    public sealed record Side(string Opening, string Closing, Line[] Entries);

    public sealed record Line(string Id, string Kind, string Reference, string Date, string Amount);

    public sealed record Proof(string Invoice, string Shipment, string ShippedOn, string DeliveredOn);

    public sealed record Outcome(
        string Difference,
        string Residual,
        string AdjustedOurs,
        string AdjustedTheirs,
        Dictionary<string, string> Explained,
        int Matches,
        int Breaks);
}
