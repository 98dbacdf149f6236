using DealerIntegration.Domain.Tests.Golden;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Values;

public sealed class GoldenValueTests
{
    private static readonly ValueCases Cases = GoldenFile.Read<ValueCases>("values.json");

    public static TheoryData<string> RoundingIds => [.. Cases.Rounding.Select(c => c.Id)];

    public static TheoryData<string> AllocationIds => [.. Cases.Allocation.Select(c => c.Id)];

    [Theory, MemberData(nameof(RoundingIds))]
    public void Rounds_as_published(string id)
    {
        var c = Cases.Rounding.Single(c => c.Id == id);
        var rounding = new Rounding(Enum.Parse<RoundingMode>(c.Mode), c.Scale);
        Assert.Equal(GoldenFile.Number(c.Expected), rounding.Apply(GoldenFile.Number(c.Value)));
    }

    [Theory, MemberData(nameof(AllocationIds))]
    public void Allocates_as_published(string id)
    {
        var c = Cases.Allocation.Single(c => c.Id == id);
        var shares = Allocation.Allocate(GoldenFile.Number(c.Total), [.. c.Weights.Select(GoldenFile.Number)], c.Scale);
        Assert.Equal(c.Expected.Select(GoldenFile.Number), shares);
    }

    public sealed record ValueCases(string About, RoundingCase[] Rounding, AllocationCase[] Allocation);

    public sealed record RoundingCase(string Id, string Value, string Mode, int Scale, string Expected);

    public sealed record AllocationCase(string Id, string Total, string[] Weights, int Scale, string[] Expected);
}
