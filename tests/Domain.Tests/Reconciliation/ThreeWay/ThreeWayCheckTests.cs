using DealerIntegration.Domain.Reconciliation.ThreeWay;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Reconciliation.ThreeWay;

public sealed class ThreeWayCheckTests
{
    private static readonly CaseFile File = GoldenFile.Read<CaseFile>("three-way.json");

    public static TheoryData<string> Ids => [.. File.Cases.Select(c => c.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Passes_up_to_the_edge_of_each_tolerance_and_not_beyond(string id)
    {
        var c = File.Cases.Single(c => c.Id == id);
        var verdict = Verdict(c);
        Assert.Equal((c.Quantity, c.PriceOk, c.Total), (
            verdict.Quantity.Passes, verdict.Price.Passes, verdict.Total.Passes));
        Assert.Equal(c.Quantity && c.PriceOk && c.Total, verdict.IsTolerated);
    }

    [Fact]
    public void Shows_both_figures_the_share_and_what_is_allowed() => Assert.Equal(
        "quantity: 5.00 − 5.00 = 0.00 (0 %), allowed 0 %: pass; "
        + "price: 8100.00 − 8000.00 = 100.00 (1.25 %), allowed 8 %: pass; "
        + "total: 40500.00 − 40000.00 = 500.00 (1.25 %), allowed 15 %: pass",
        Verdict(File.Cases.Single(c => c.Id == "T1")).Arithmetic);

    private static ThreeWayVerdict Verdict(Case c)
    {
        var (ordered, received, invoiced, price) = (
            GoldenFile.Number(c.Ordered), GoldenFile.Number(c.Received), GoldenFile.Number(c.Invoiced),
            GoldenFile.Number(c.Price));
        return ThreeWayCheck.Of(
            new ThreeWayLine("SO1", "10", ordered, received, received * ordered, invoiced, price, invoiced * price),
            new ThreeWayTolerances
            {
                Quantity = GoldenFile.Number(c.QuantityTolerance),
                Price = GoldenFile.Number(c.PriceTolerance),
                Total = GoldenFile.Number(c.TotalTolerance),
            });
    }

    public sealed record CaseFile(string About, Case[] Cases);

    public sealed record Case(
        string Id, string Ordered, string Received, string Invoiced, string Price, string QuantityTolerance,
        string PriceTolerance, string TotalTolerance, bool Quantity, bool PriceOk, bool Total);
}
