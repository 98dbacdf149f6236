using CsCheck;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class CodeIndexTests
{
    private static CodeBinding Shipped(string code, string dealer, int day, string? parent = null) => new(
        code, parent, CodeLevel.Carton, "P1", dealer, $"S-{dealer}-{day}", World.ShippedAt.AddDays(day));

    [Fact]
    public void An_item_belongs_to_whom_its_pallet_was_shipped()
    {
        var index = new CodeIndex();
        index.AddPacking("ITEM", "CARTON");
        index.AddPacking("CARTON", "PALLET");
        index.Add(Shipped("PALLET", "D2", 0));
        var found = index.Resolve(" item ");
        Assert.Equal(("D2", "PALLET"), (found?.DealerCode, found?.Code));
    }

    [Fact]
    public void A_carton_sent_on_takes_its_items_along()
    {
        var index = new CodeIndex();
        index.Add(Shipped("ITEM", "D1", 0, "CARTON"));
        index.Add(Shipped("CARTON", "D1", 0));
        Assert.Equal("ITEM", index.Resolve("ITEM")?.Code);
        index.Add(Shipped("CARTON", "D2", 9));
        Assert.Equal("D2", index.Resolve("ITEM")?.DealerCode);
    }

    [Fact]
    public void The_product_is_that_of_the_closest_unit()
    {
        var index = new CodeIndex();
        index.Add(Shipped("ITEM", "D1", 0, "PALLET"));
        index.Add(Shipped("PALLET", "D2", 3) with { ProductCode = "MIXED" });
        var found = index.Resolve("ITEM");
        Assert.Equal(("D2", "P1"), (found?.DealerCode, found?.ProductCode));
    }

    [Fact]
    public void A_code_nobody_shipped_resolves_to_nothing()
    {
        var index = new CodeIndex();
        index.AddPacking("ITEM", "CARTON");
        Assert.Null(index.Resolve("ITEM"));
        Assert.Null(index.Resolve("OTHER"));
    }

    [Fact]
    public void A_loop_in_the_packing_neither_hangs_nor_hides_the_owner()
    {
        var index = new CodeIndex();
        index.Add(Shipped("A", "D1", 0, "B"));
        index.AddPacking("B", "C");
        index.AddPacking("C", "A");
        index.AddPacking("SELF", "SELF");
        index.AddPacking("INTO", "B");
        Assert.Equal("D1", index.Resolve("C")?.DealerCode);
        Assert.Null(index.Resolve("SELF"));
        Assert.Equal(["A", "B", "C", "SELF"], index.CyclesInPacking());
    }

    [Fact]
    public void The_order_of_arrival_is_irrelevant()
    {
        var shipments = Gen.Select(
            Gen.OneOf("A", "B", "C"),
            Gen.OneOf("D1", "D2", "D3"),
            Gen.Int[0, 3],
            Gen.OneOf<string?>(null, "B", "C", "P")).Array[1, 12];
        Gen.Select(shipments, Gen.Int[0, int.MaxValue]).Sample((added, seed) =>
        {
            var forward = new CodeIndex();
            var shuffled = new CodeIndex();
            var bindings = added.Select(s => Shipped(s.Item1, s.Item2, s.Item3, s.Item4)).ToArray();
            Array.ForEach(bindings, forward.Add);
            new Random(seed).Shuffle(bindings);
            Array.ForEach(bindings, shuffled.Add);
            Assert.All(["A", "B", "C"], code => Assert.Equal(forward.Resolve(code), shuffled.Resolve(code)));
        });
    }
}
