using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>What came late (迟到单据类型), by the day that decides where it counts.</summary>
public enum LateKind
{
    Ordered,
    Shipped,
    Invoiced,

    /// <summary>A payment of an invoice, by its own day (回款).</summary>
    Paid,

    /// <summary>An invoice on which something else was paid than was known, by the day of the invoice.</summary>
    InvoicePaid,

    /// <summary>What a dealer reports to have sold on (流向).</summary>
    SellThrough,

    /// <summary>A code's scans by consumers (激活).</summary>
    Activation,

    /// <summary>A count of a dealer's stock (库存).</summary>
    Stock,

    /// <summary>A ruling on a diversion case, by the day on which it happened (窜货裁定).</summary>
    Ruling,

    /// <summary>Volume that a ruling moved or gave back, by the day on which it happened (窜货调整).</summary>
    Moved,
}

/// <summary>
/// Something that came, changed or went after the settlements before (迟到变动), and the month it happened in (实际年月).
/// </summary>
public readonly record struct LateChange(LateKind Kind, Period Month);
