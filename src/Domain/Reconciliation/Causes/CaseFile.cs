using DealerIntegration.Domain.Reconciliation.Causes.Files;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Reconciliation.Causes;

/// <summary>
/// What the causes may look at for one explanation (差异案卷): the documents behind our invoices, the lines beside the
/// period, and whatever else the dealer's lines name. What has explained one difference is used up.
/// </summary>
internal sealed class CaseFile
{
    private readonly Evidence _evidence;

    public CaseFile(Workspace workspace, Evidence evidence, Period period)
    {
        var keys = new DocumentKey(workspace.Rules.Prefixes);
        _evidence = evidence;
        Workspace = workspace;
        Period = period;
        OtherMonths = new OtherMonths(workspace, period);
        Booked = new BookedLines(workspace);
        OtherAccounts = new OtherAccounts(evidence.ForeignDocuments, keys);
        CurrencyTwins = new CurrencyTwins(workspace);
        Claims = new DealerClaims(evidence.Claims, workspace, keys);
        Shipments = new UninvoicedShipments(evidence.Shipments, keys, Tolerance, period.End);
    }

    public Workspace Workspace { get; }

    public Period Period { get; }

    public Tolerance Tolerance => Workspace.Rules.Tolerance;

    public OtherMonths OtherMonths { get; }

    public BookedLines Booked { get; }

    public OtherAccounts OtherAccounts { get; }

    public CurrencyTwins CurrencyTwins { get; }

    public DealerClaims Claims { get; }

    public UninvoicedShipments Shipments { get; }

    /// <summary>
    /// What was known of a line from the start; null where nothing was, or a person gave the difference up.
    /// </summary>
    public LineProof? ProofOf(OpenBreak open)
    {
        if (_evidence.Proofs.Count == 0
            || Workspace.WriteOffs.ContainsKey((DecidedMatches.Ids(open.Ours), DecidedMatches.Ids(open.Theirs))))
        {
            return null;
        }

        var (side, items) = open.Ours.Count > 0 ? (BookSide.Ours, open.Ours) : (BookSide.Theirs, open.Theirs);
        return items is [var only] ? _evidence.Proofs.GetValueOrDefault((side, only.Entry.Id)) : null;
    }

    /// <summary>Order and shipment behind a single invoice of ours; null where we hold none.</summary>
    public InvoiceEvidence? EvidenceFor(IReadOnlyList<Item> ours) => ours.Count != 1
        ? null
        : _evidence.Invoices.GetValueOrDefault(ours[0].Entry.Id)
            ?? _evidence.Invoices.GetValueOrDefault(ours[0].Entry.Reference);
}
