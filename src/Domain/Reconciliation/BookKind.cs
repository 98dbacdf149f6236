namespace DealerIntegration.Domain.Reconciliation;

/// <summary>Which two books a rule set compares (对账类型).</summary>
public enum BookKind
{
    /// <summary>Our book of a dealer against the dealer's own ledger (往来对账).</summary>
    DealerLedger,

    /// <summary>What we invoiced against what was received at the price of the order, by order line (三单匹配).</summary>
    ThreeWay,

    /// <summary>What a dealer should have in stock against what it counted, by product (库存对账).</summary>
    Stock,
}
