namespace DealerIntegration.Simulators.Business;

/// <summary>What came or went at a dealer, as it reports it (出入库).</summary>
internal sealed record GoodsMovement(
    DateOnly Date, string Kind, Product Product, int Quantity, string Document, string? Counterpart = null);

/// <summary>A dealer's counts and report of a month (经销商进销存), in pieces.</summary>
internal sealed class DealerGoods(Dealer dealer)
{
    public Dealer Dealer => dealer;

    /// <summary>Counted on the last day of the month before.</summary>
    public List<(Product Product, int OnHand)> Opening { get; } = [];

    public List<GoodsMovement> Movements { get; } = [];

    /// <summary>Counted on the last day of the month.</summary>
    public List<(Product Product, int OnHand)> Closing { get; } = [];
}

/// <summary>
/// A difference that somebody who compares documents must find (应发现的差异). Without a cause no document tells of it, and
/// it has to stay open.
/// </summary>
/// <param name="Books">As the hub calls the comparison: threeWay or stock.</param>
/// <param name="Book">The currency, or the product and its unit.</param>
/// <param name="Document">One of the documents that prove the cause; empty without a cause.</param>
internal sealed record TrueDifference(
    string Books, string Dealer, string Book, string Document, string Cause, decimal Amount);
