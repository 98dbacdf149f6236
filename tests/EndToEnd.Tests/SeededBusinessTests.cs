using DealerIntegration.EndToEnd.Tests.Support;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>The business that the other tests run on adds up to what was planted in it, whatever the seed.</summary>
public sealed class SeededBusinessTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_law_holds(int seed)
    {
        Assert.True(Month.TryParse(Programs.Period, out var month));
        Assert.Empty(Laws.Check(SeededMonth.Make(seed, month)));
    }

    [Fact]
    public void Another_month_keeps_the_laws_too()
    {
        Assert.True(Month.TryParse("2027-02", out var month));
        Assert.Empty(Laws.Check(SeededMonth.Make(3, month)));
    }
}
