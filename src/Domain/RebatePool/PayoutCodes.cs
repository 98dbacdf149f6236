namespace DealerIntegration.Domain.RebatePool;

/// <summary>How a rebate is paid out (兑现方式), in the words of policy files and tables.</summary>
public static class PayoutCodes
{
    /// <summary>A note in the ERP (红字发票); taking back is a debit note.</summary>
    public const string CreditNote = "creditNote";

    /// <summary>A discount on a later invoice (票折).</summary>
    public const string Discount = "discount";

    /// <summary>Goods with a later order (货补).</summary>
    public const string Goods = "goods";

    /// <summary>An offset against a payment (抵款).</summary>
    public const string Offset = "offset";

    /// <summary>The pool, for whatever the dealer wants (返利池).</summary>
    public const string Pool = "pool";

    /// <summary>Forms that wait in the pool until they are drawn.</summary>
    public static readonly IReadOnlyList<string> Pooled = [Pool, Discount, Goods, Offset];
}
