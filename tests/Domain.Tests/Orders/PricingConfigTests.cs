using System.Text.Json;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Domain.Tests.Golden;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Tests.Orders;

public sealed class PricingConfigTests
{
    [Fact]
    public void The_shipped_pricing_rules_can_run()
    {
        var rules = ShippedConfig.Read<OrderRules>("pricing.json");
        Assert.Empty(rules.Validate());
        Assert.Equal(Rounding.Cents, rules.PriceRounding);
        Assert.Equal(8.99m, PriceList.For(9.99m, "T2", rules)!.Price);
    }

    [Fact]
    public void A_rounding_without_its_scale_is_refused_and_not_taken_for_whole_units() =>
        Assert.Throws<JsonException>(() => ShippedConfig.Parse<Holder>("""{ "rounding": { "mode": "halfUp" } }"""));

    public sealed record Holder(Rounding Rounding);
}
