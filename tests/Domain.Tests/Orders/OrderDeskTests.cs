using CsCheck;
using DealerIntegration.Domain.Orders;
using static DealerIntegration.Domain.Tests.Orders.OrderSample;

namespace DealerIntegration.Domain.Tests.Orders;

public sealed class OrderDeskTests
{
    private static readonly string[] Products = ["P", "Q", "X"];

    private static readonly Gen<DealerOrder> RandomOrder =
        from number in Gen.Int[1, 999_999]
        from day in Gen.Int[1, 31]
        from quantities in Gen.Int[-1, 8].Array[1, 4]
        from products in Gen.Int[0, 2].Select(i => Products[i]).Array[4]
        select new DealerOrder(
            "D001",
            $"PO-{number}",
            new DateOnly(2026, 10, day),
            "CNY",
            [.. quantities.Select((q, i) => Line(products[i], q, position: $"{i + 1}"))]);

    [Fact]
    public void An_accepted_order_takes_its_stock_and_credit_from_the_next()
    {
        var desk = new OrderDesk(Context);
        Assert.True(desk.Answer(Order(Line("P", 7m))).IsAccepted);
        Assert.Equal((0m, 3m), (desk.Available("WH1", "P"), desk.Available("WH2", "P")));
        Assert.Equal(63.28m, desk.Exposure("D001").OrderedNotShipped);

        var second = desk.Answer(Order(Line("P", 4m)) with { Number = "PO-2" });
        Assert.Equal(RefusalCode.NotEnoughStock, Assert.Single(second.Lines[0].Reasons).Code);
        Assert.Equal(3m, desk.Available("WH2", "P"));
    }

    [Fact]
    public void A_refused_order_takes_nothing()
    {
        var desk = new OrderDesk(Context with
        {
            Exposures = new Dictionary<string, CreditExposure> { ["D001"] = new(0m, 0m, 999m, 0m) },
        });
        var answer = desk.Answer(Order(Line("P", 7m)));
        Assert.Equal(RefusalCode.CreditExceeded, Assert.Single(answer.Reasons).Code);
        Assert.Equal((5m, 5m), (desk.Available("WH1", "P"), desk.Available("WH2", "P")));
        Assert.Equal(999m, desk.Exposure("D001").Used);
    }

    [Fact]
    public void The_desk_leaves_the_context_it_started_from_alone()
    {
        new OrderDesk(Context).Answer(Order(Line("P", 7m)));
        Assert.Equal(5m, Context.Available[new("WH1", "P")]);
    }

    [Fact]
    public void Stock_is_never_promised_twice_and_credit_never_exceeded() =>
        RandomOrder.Array[1, 30].Sample(orders =>
        {
            var desk = new OrderDesk(Context);
            var answers = desk.AnswerAll(orders);
            var promised = answers.SelectMany(a => a.Lines).SelectMany(l => l.Split.Select(s => (l.ProductCode, s)))
                .GroupBy(p => new StockKey(p.s.Warehouse, p.ProductCode))
                .ToDictionary(g => g.Key, g => g.Sum(p => p.s.Quantity));
            foreach (var (key, start) in Context.Available)
            {
                Assert.Equal(start - promised.GetValueOrDefault(key), desk.Available(key.Warehouse, key.Product));
                Assert.True(desk.Available(key.Warehouse, key.Product) >= 0m);
            }

            Assert.All(
                answers.SelectMany(a => a.Lines).Where(l => l.IsAccepted),
                line => Assert.Equal(line.Quantity, line.Split.Sum(s => s.Quantity)));
            Assert.True(desk.Exposure("D001").Used <= 1000m);
            Assert.Equal(answers.Sum(a => a.GrossAmount), desk.Exposure("D001").Used);
        });

    [Fact]
    public void The_order_in_which_orders_arrive_decides_nothing() =>
        Gen.Select(RandomOrder.Array[1, 20], Gen.Int).Sample((orders, seed) =>
        {
            var distinct = orders.DistinctBy(order => order.Number).ToArray();
            var shuffled = distinct.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(
                Text(new OrderDesk(Context).AnswerAll(distinct)), Text(new OrderDesk(Context).AnswerAll(shuffled)));
        });

    private static string Text(IReadOnlyList<OrderAnswer> answers) =>
        System.Text.Json.JsonSerializer.Serialize(answers);
}
