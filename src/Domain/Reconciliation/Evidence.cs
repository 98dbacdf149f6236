namespace DealerIntegration.Domain.Reconciliation;

/// <summary>
/// What has to be looked up before the differences can be explained (取证范围): few of the documents of a month, known
/// only after the matching.
/// </summary>
/// <param name="Invoices">Numbers of our invoices that stand in a difference.</param>
/// <param name="References">Numbers on the dealer's open lines, as the dealer writes them and normalised.</param>
public sealed record EvidenceRequest(IReadOnlyList<string> Invoices, IReadOnlyList<string> References)
{
    public bool IsEmpty => Invoices.Count == 0 && References.Count == 0;
}

/// <summary>The documents behind the differences (差异凭据). What is not in here proves nothing.</summary>
/// <param name="Invoices">Order and shipment behind our invoices, by invoice number.</param>
public sealed record Evidence(IReadOnlyDictionary<string, InvoiceEvidence> Invoices)
{
    public static readonly Evidence None = new(new Dictionary<string, InvoiceEvidence>());

    /// <summary>
    /// Lines of ours from the months beside the period that carry one of the numbers asked for, beside those that the
    /// book brings itself.
    /// </summary>
    public IReadOnlyList<BookEntry> OurNeighbours { get; init; } = [];

    public IReadOnlyList<BookEntry> TheirNeighbours { get; init; } = [];

    /// <summary>
    /// What is known of single lines from the start, by side and id; it goes before what the causes find out.
    /// </summary>
    public IReadOnlyDictionary<(BookSide Side, string Id), LineProof> Proofs { get; init; } =
        new Dictionary<(BookSide, string), LineProof>();

    /// <summary>
    /// Documents of other dealers that carry one of the numbers asked for, in our book or in those dealers' ledgers.
    /// </summary>
    public IReadOnlyList<ForeignDocument> ForeignDocuments { get; init; } = [];

    /// <summary>Shipments of the dealer that carry one of the numbers asked for.</summary>
    public IReadOnlyList<ShipmentFact> Shipments { get; init; } = [];

    /// <summary>What the dealer may deduct: rebates, market expenses, deposits that are granted and not yet
    /// posted.</summary>
    public IReadOnlyList<DealerClaim> Claims { get; init; } = [];
}

/// <summary>A document in the account of another dealer (他户单据).</summary>
/// <param name="Side">Ours: we booked it on that dealer. Theirs: that dealer has it in its ledger.</param>
public sealed record ForeignDocument(
    BookSide Side, string DealerCode, string Reference, DateOnly Date, decimal Amount, string Currency);

/// <summary>Goods that left for the dealer (发货), and the invoice for them, if there is one yet.</summary>
public sealed record ShipmentFact(
    string Number, DateOnly ShippedOn, DateOnly? DeliveredOn, string? InvoiceNumber, decimal? AmountAtOrderPrice);

/// <summary>What a claim of the dealer on us comes from (抵扣类型).</summary>
public enum ClaimKind
{
    Rebate,
    MarketExpense,
    Deposit,
}

/// <summary>Something we owe the dealer and have not posted yet (可抵扣款项); the amount is positive.</summary>
public sealed record DealerClaim(ClaimKind Kind, string Document, DateOnly GrantedOn, decimal Amount, string Currency);
