using System.Globalization;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Cases;

/// <summary>What a dealer was invoiced of a product over some days (开票数量与金额), in one currency.</summary>
/// <param name="Where">Which invoices these are, in words.</param>
public sealed record InvoicedProduct(
    string Currency, decimal Quantity, decimal NetAmount, decimal GrossAmount, Told Where);

/// <summary>
/// What a confirmed case moves from one dealer to another (窜货调整量): the items whose codes were found, at the price
/// that the diverting dealer was invoiced. Only what was found moves; how much more there was nobody knows.
/// </summary>
/// <param name="Items">Positive.</param>
/// <param name="NetAmount">Without tax.</param>
/// <param name="GrossAmount">Tax inclusive (含税).</param>
public sealed record DivertedVolume(
    decimal Items, string Currency, decimal NetAmount, decimal GrossAmount, Told Arithmetic)
{
    /// <summary>
    /// Prices the items by the average of the invoices. Each amount is rounded once, half up to the currency's smallest
    /// unit; the average is not rounded.
    /// </summary>
    /// <param name="invoiced">Null: the product was never invoiced to the dealer, so no value can move with it.</param>
    /// <param name="currency">The dealer's, for that case.</param>
    public static DivertedVolume Of(decimal items, InvoicedProduct? invoiced, string currency)
    {
        if (invoiced is not { Quantity: > 0m } known)
        {
            return new DivertedVolume(
                items, currency, 0m, 0m,
                new Told(
                    $"{Plain(items)} items; the product was never invoiced to the dealer, so no amount moves with "
                    + "them.",
                    $"{Plain(items)} 件；该商品从未向该经销商开票，因此不转金额。"));
        }

        var money = new Rounding(RoundingMode.HalfUp, CurrencyScale.Of(known.Currency));
        var net = money.Apply(items * known.NetAmount / known.Quantity);
        var gross = money.Apply(items * known.GrossAmount / known.Quantity);
        var (netShare, grossShare) = (
            $"{Plain(known.NetAmount)} / {Plain(known.Quantity)} = {Plain(net)}",
            $"{Plain(known.GrossAmount)} / {Plain(known.Quantity)} = {Plain(gross)}");
        return new DivertedVolume(
            items, known.Currency, net, gross,
            new Told(
                $"{Plain(items)} items × {netShare} {known.Currency} without tax, × {grossShare} with tax, rounded "
                + $"half up ({known.Where}).",
                $"{Plain(items)} 件 × {netShare} {known.Currency}（未税），× {grossShare}（含税），四舍五入"
                + $"（{known.Where.Chinese}）。"));
    }

    /// <summary>How much goes to whom, and why; also that a rebate in another currency does not count it.</summary>
    /// <param name="currency">That of the dealer it goes to; null: the house, or not known.</param>
    public Told WordsFor(AreaHolder holder, string? currency)
    {
        var words = Arithmetic + new Told(" ", "") + holder.Words;
        return currency is null || currency == Currency
            ? words
            : words + new Told(
                $" Dealer {holder.Dealer} is kept in {currency}: only a rebate policy in {Currency} counts this "
                + "volume; where it has none, the settlement says so and finance settles it by hand.",
                $"经销商 {holder.Dealer} 的币种为 {currency}：只有 {Currency} 的返利政策才计入该数量；没有时结算会列出，由财务手工处理。");
    }

    private static string Plain(decimal value) =>
        value.ToString("#,##0.############", CultureInfo.InvariantCulture);
}
