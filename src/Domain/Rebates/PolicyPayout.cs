namespace DealerIntegration.Domain.Rebates;

/// <summary>How a settlement reaches the dealer (兑现方式).</summary>
public enum PayoutForm
{
    /// <summary>A credit note in the ERP (红字发票).</summary>
    CreditNote,

    /// <summary>A discount on the next invoice (票折).</summary>
    Discount,

    /// <summary>Goods (货补).</summary>
    Goods,

    /// <summary>Set off against what the dealer owes (冲抵货款).</summary>
    Offset,

    /// <summary>Credited to the dealer's balance, to be drawn later (返利池).</summary>
    Pool,
}

/// <summary>How a policy pays (兑现).</summary>
/// <param name="GoodsProduct">The product that is given, for goods.</param>
/// <param name="ExpiresAfterMonths">How long the dealer may draw on it; absent: without end.</param>
public sealed record PolicyPayout(
    PayoutForm As = PayoutForm.CreditNote, string? GoodsProduct = null, int? ExpiresAfterMonths = null);
