using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Orders;

/// <summary>The price agreed with a tier (层级价格): list price × (1 − discount), rounded as the rules say.</summary>
public static class PriceList
{
    /// <summary>Null where the tier has no discount on record: such a dealer has no price.</summary>
    public static AgreedPrice? For(decimal listPrice, string tier, OrderRules rules)
    {
        if (!rules.TierDiscounts.TryGetValue(tier, out var discount))
        {
            return null;
        }

        var price = rules.PriceRounding.Apply(listPrice * (1m - discount));
        return new AgreedPrice(
            price,
            $"list {AmountText.Of(listPrice)} × (1 − {discount}) for tier {tier} = {AmountText.Of(price)}, "
            + $"rounded {rules.PriceRounding}");
    }
}

/// <summary>A price per unit without tax, and how it came about.</summary>
public sealed record AgreedPrice(decimal Price, string Arithmetic);
