using System.Buffers;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Storage;

public sealed class ContentHashTests
{
    private const decimal OneWithManyDecimals = 1.0000000000000000000000000000m;

    // A hash that changed would make a new version of every document at the next pull.
    [Fact]
    public void The_hash_of_a_document_is_the_same_for_ever()
    {
        object?[] header =
        [
            "90", null, "", "名", 10.20m, 0.00m, -0.0m, -5.50m, 7.9228162514264337593543950335m, 12L,
            new DateOnly(2026, 10, 2), new DateTimeOffset(2026, 10, 2, 9, 5, 0, TimeSpan.FromHours(8)),
        ];
        var document = new MappedDocument("90", header, [["10", 1.000m], ["20", 100m]], new Place("p"));

        Assert.Equal(Guid.Parse("afe6a146-3aa8-d280-cb1f-0ff6a932c208"), HashOf(document));
    }

    [Fact]
    public void An_amount_hashes_alike_however_many_zeros_follow_it()
    {
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var number = new decimal(
                random.Next(), random.Next(3) == 0 ? random.Next() : 0, random.Next(3) == 0 ? random.Next() : 0,
                random.Next(2) == 0, (byte)random.Next(29));
            Assert.Equal(HashOf(number / OneWithManyDecimals), HashOf(number));
        }

        Assert.Equal(HashOf(-12.5m), HashOf(-12.500m));
        Assert.NotEqual(HashOf(12.5m), HashOf(12.05m));
        Assert.NotEqual(HashOf(12.5m), HashOf(125m));
    }

    private static Guid HashOf(decimal amount) => HashOf(new MappedDocument("1", [amount], [], new Place("p")));

    private static Guid HashOf(MappedDocument document) => ContentHash.Of(document, new ArrayBufferWriter<byte>());
}
