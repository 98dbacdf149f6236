namespace DealerIntegration.Domain.Rebates.Rules;

/// <summary>Where the lines come from that a rule computes on (取数来源).</summary>
internal enum LineSource
{
    Ordered,
    Shipped,
    Invoiced,
    Paid,
    SellThrough,
    Activations,

    /// <summary>The rule makes them itself of stock that was counted.</summary>
    Stock,
}
