using DealerIntegration.Connectors.Spreadsheets.Writing;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>What a streamed workbook holds. Memory is the whole process's: nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(StreamedMemoryTests), DisableParallelization = true)]
[Collection(nameof(StreamedMemoryTests))]
public sealed class StreamedMemoryTests
{
    [Fact]
    public void Memory_does_not_grow_with_the_rows()
    {
        static long Held(int rows)
        {
            using var book = new StreamedWorkbook(Stream.Null);
            book.Begin("1", []);
            for (var i = 0; i < rows; i++)
            {
                book.Row(StreamedCell.Of("P-0001"), StreamedCell.Of(i), StreamedCell.Of("商品"));
            }

            return GC.GetTotalMemory(forceFullCollection: true);
        }

        var few = Held(1_000);
        Assert.InRange(Held(100_000), 0, few + 4_000_000);
    }
}
