using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

public sealed class PlantedMonthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_planted_cause_is_found_and_no_other(int seed)
    {
        var month = PlantedMonth.Make(16_000, every: 5, new Random(seed));
        var result = month.Reconcile();

        var found = result.Breaks.Select(b => (Number: b.Reference, b.Cause)).ToList();
        foreach (var cause in Enum.GetValues<BreakCause>())
        {
            var planted = month.Planted.Where(p => p.Cause == cause).Select(p => p.Number).Order().ToList();
            Assert.True(planted.Count >= 200, $"{cause} is planted {planted.Count} times only.");
            Assert.Equal(planted, found.Where(f => f.Cause == cause).Select(f => f.Number).Order());
        }

        Assert.DoesNotContain(found, f => f.Cause is null);
        Assert.Equal(0m, result.Residual);
        Assert.True(result.IsGreen);
    }
}
