using CsCheck;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Values;

public sealed class LargestValuesTests
{
    [Fact]
    public void Names_the_places_that_sorting_would_name() =>
        Gen.Select(Gen.Int[0, 8].Array[1, 60], Gen.Int[0, 60]).Where((values, count) => count <= values.Length).Sample(
            (values, count) =>
            {
                var sorted = Enumerable.Range(0, values.Length)
                    .OrderByDescending(i => values[i]).ThenBy(i => i).Take(count).Order();
                var named = new List<int>();
                LargestValues.Of(values, count, named.Add);
                Assert.Equal(sorted, named);
            });
}
