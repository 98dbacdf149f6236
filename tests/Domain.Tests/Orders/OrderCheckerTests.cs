using DealerIntegration.Domain.Orders;
using static DealerIntegration.Domain.Tests.Orders.OrderSample;

namespace DealerIntegration.Domain.Tests.Orders;

public sealed class OrderCheckerTests
{
    [Fact]
    public void An_order_in_line_with_price_stock_and_credit_is_accepted_with_its_split_and_amounts()
    {
        var answer = OrderChecker.Check(Order(Line("P", 7m, 8m, "EA"), Line("Q", 3m, position: "2")), Context);

        Assert.True(answer.IsAccepted);
        Assert.Empty(answer.Reasons);
        Assert.Equal([new WarehouseShare("WH1", 5m), new WarehouseShare("WH2", 2m)], answer.Lines[0].Split);
        Assert.Equal(
            [(8m, 56m, 63.28m), (7.99m, 23.97m, 27.09m)],
            answer.Lines.Select(line => (line.UnitPrice!.Value, line.NetAmount, line.GrossAmount)));
        Assert.Equal((79.97m, 90.37m), (answer.NetAmount, answer.GrossAmount));
        Assert.Equal(90.37m, answer.Credit!.After);
        Assert.Equal(("test", 3), (answer.RuleCode, answer.RuleVersion));
    }

    [Theory]
    [InlineData("8.01", true)]
    [InlineData("7.99", true)]
    [InlineData("8.02", false)]
    [InlineData("7.98", false)]
    public void A_price_within_the_tolerance_is_accepted_at_the_agreed_price(string price, bool accepted)
    {
        var line = OrderChecker.Check(Order(Line("P", 1m, decimal.Parse(price))), Context).Lines[0];
        Assert.Equal(accepted, line.IsAccepted);
        Assert.Equal(8m, line.UnitPrice);
        if (!accepted)
        {
            var reason = Assert.Single(line.Reasons);
            Assert.Equal(RefusalCode.WrongPrice, reason.Code);
            Assert.Contains(price, reason.Message, StringComparison.Ordinal);
            Assert.Contains("8.00", reason.Remedy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_line_says_everything_that_is_wrong_with_it()
    {
        var line = OrderChecker.Check(Order(Line("P", 11m, 5m, "BOX"), Line("Q", 1m, position: "2")), Context).Lines[0];
        Assert.Equal(
            [RefusalCode.WrongUnit, RefusalCode.WrongPrice, RefusalCode.NotEnoughStock],
            line.Reasons.Select(r => r.Code));
        Assert.All(line.Reasons, reason => Assert.NotEmpty(reason.Remedy));
    }

    [Theory]
    [InlineData("X", 1, RefusalCode.UnknownProduct)]
    [InlineData("N", 1, RefusalCode.ProductWithoutPrice)]
    [InlineData("Q", 0, RefusalCode.InvalidQuantity)]
    [InlineData("Q", -5, RefusalCode.InvalidQuantity)]
    [InlineData("P", 11, RefusalCode.NotEnoughStock)]
    public void A_bad_line_is_refused_and_the_others_stand(string product, int quantity, RefusalCode expected)
    {
        // Product N gets stock here, so that the missing price is all that is wrong with it.
        var context = Context with
        {
            Available = new Dictionary<StockKey, decimal>(Context.Available) { [new("WH1", "N")] = 9m },
        };
        var answer = OrderChecker.Check(Order(Line(product, quantity), Line("Q", 1m, position: "2")), context);
        Assert.True(answer.IsAccepted);
        Assert.Equal([false, true], answer.Lines.Select(line => line.IsAccepted));
        Assert.Equal(expected, Assert.Single(answer.Lines[0].Reasons).Code);
        Assert.Equal(answer.Lines[1].GrossAmount, answer.GrossAmount);
    }

    [Fact]
    public void Where_orders_are_whole_one_bad_line_refuses_all_and_says_which()
    {
        var context = Context with { Rules = Rules with { WholeOrderOnly = true } };
        var answer = OrderChecker.Check(Order(Line("X", 1m, position: "7"), Line("Q", 1m, position: "8")), context);
        Assert.False(answer.IsAccepted);
        Assert.Contains("(7)", Assert.Single(answer.Reasons).Message, StringComparison.Ordinal);
        Assert.Equal(
            [RefusalCode.UnknownProduct, RefusalCode.WholeOrderRefused],
            answer.Lines.SelectMany(l => l.Reasons).Select(r => r.Code));
        Assert.All(answer.Lines, line => Assert.Empty(line.Split));
    }

    [Fact]
    public void An_order_without_a_good_line_is_refused() =>
        Assert.Equal(
            RefusalCode.NoLineAccepted,
            Assert.Single(OrderChecker.Check(Order(Line("X", 1m)), Context).Reasons).Code);

    [Theory]
    [InlineData("D404", "CNY", RefusalCode.UnknownDealer)]
    [InlineData("D001", "USD", RefusalCode.WrongCurrency)]
    [InlineData("D003", "CNY", RefusalCode.UnknownTier)]
    [InlineData("D002", null, RefusalCode.NoCreditLimit)]
    public void A_wrong_head_refuses_the_order_and_every_line_says_so(
        string dealer, string? currency, RefusalCode expected)
    {
        var order = Order(Line("Q", 1m)) with { DealerCode = dealer, Currency = currency };
        var answer = OrderChecker.Check(order, Context);
        Assert.False(answer.IsAccepted);
        Assert.Equal(expected, Assert.Single(answer.Reasons).Code);
        Assert.Equal(expected, Assert.Single(answer.Lines[0].Reasons).Code);
    }

    [Fact]
    public void An_empty_order_is_refused() =>
        Assert.Equal(RefusalCode.EmptyOrder, Assert.Single(OrderChecker.Check(Order(), Context).Reasons).Code);

    [Fact]
    public void A_dealer_without_a_limit_orders_where_the_rules_allow_it() =>
        Assert.True(OrderChecker.Check(
            Order(Line("Q", 1m)) with { DealerCode = "D002" },
            Context with { Rules = Rules with { AllowWithoutLimit = true } }).IsAccepted);

    [Fact]
    public void Rules_that_cannot_run_name_every_member_at_fault()
    {
        var rules = Rules with
        {
            TierDiscounts = new Dictionary<string, decimal> { ["T0"] = 30m },
            PriceTolerance = new PriceTolerance { Absolute = -1m, Percent = 5m },
            Warehouses = ["WH1", "WH1"],
        };
        Assert.Equal(
            ["tierDiscounts.T0", "priceTolerance.absolute", "priceTolerance.percent", "warehouses"],
            rules.Validate().Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Throws<ArgumentException>(() => new OrderDesk(Context with { Rules = rules }));
    }
}
