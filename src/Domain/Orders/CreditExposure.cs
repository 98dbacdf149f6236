using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Orders;

/// <summary>Credit a dealer has in use (信用占用). All amounts with tax, in the dealer's currency.</summary>
/// <param name="Prepayments">Money received that no invoice uses yet (预收款), stated positive.</param>
public sealed record CreditExposure(
    decimal OrderedNotShipped, decimal ShippedNotInvoiced, decimal InvoicedNotPaid, decimal Prepayments)
{
    public static readonly CreditExposure None = new(0m, 0m, 0m, 0m);

    public decimal Used => OrderedNotShipped + ShippedNotInvoiced + InvoicedNotPaid - Prepayments;

    public CreditExposure WithOrder(decimal amount) => this with { OrderedNotShipped = OrderedNotShipped + amount };

    public override string ToString() =>
        $"{AmountText.Of(OrderedNotShipped)} ordered + {AmountText.Of(ShippedNotInvoiced)} shipped + "
        + $"{AmountText.Of(InvoicedNotPaid)} invoiced − {AmountText.Of(Prepayments)} prepaid = {AmountText.Of(Used)}";
}

/// <summary>The credit check of one order (信用检查): allowed when used + order does not exceed the limit.</summary>
public sealed record CreditCheck(decimal Limit, CreditExposure Exposure, decimal OrderAmount)
{
    public decimal After => Exposure.Used + OrderAmount;

    public bool IsWithinLimit => After <= Limit;

    public string Arithmetic =>
        $"{Exposure}; with this order of {AmountText.Of(OrderAmount)}: {AmountText.Of(After)}, "
        + $"limit {AmountText.Of(Limit)}";
}
