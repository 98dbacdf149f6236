using DealerIntegration.Domain.Reconciliation;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Looks up the documents that explain a chunk's differences: few of the month's, by number.</summary>
internal static class EvidenceStore
{
    /// <param name="wanted">What each dealer of the scope asks for, in its order; null: the dealer is left out.</param>
    /// <returns>The evidence of each dealer, in the same order.</returns>
    public static async Task<IReadOnlyList<Evidence>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, IReadOnlyList<EvidenceRequest?> wanted,
        CancellationToken cancel)
    {
        var drafts = wanted.Select(_ => new Draft()).ToArray();
        if (wanted.Any(request => request is { IsEmpty: false }))
        {
            await AskAsync(transaction, "wanted_reference", "reference", wanted, (_, r) => r.References, cancel);
            await scope.ReadAsync(
                transaction,
                "our-neighbours",
                row =>
                {
                    var dealer = row.Int();
                    drafts[dealer - 1].OurNeighbours.Add(scope.OurEntry(dealer, row));
                },
                cancel);
            await scope.ReadAsync(
                transaction,
                "their-neighbours",
                row =>
                {
                    var (dealer, currency) = (row.Int(), row.Text());
                    drafts[dealer - 1].TheirNeighbours.Add(BookScope.TheirEntry(row, currency));
                },
                cancel);

            // What the dealer books of another month may have another amount, and that difference a cause of its own.
            await AskAsync(
                transaction, "wanted_invoice", "number", wanted,
                (i, r) => [.. r.Invoices.Union(drafts[i].OurNeighbours.Select(e => e.Id), StringComparer.Ordinal)],
                cancel);
            await scope.ReadAsync(transaction, "invoice-evidence", row => AddInvoiceLine(drafts, row), cancel);
            await scope.ReadAsync(transaction, "foreign-documents", row => AddForeign(drafts, row), cancel);
            await scope.ReadAsync(transaction, "shipment-facts", row => AddShipment(drafts, row), cancel);
            await scope.ReadAsync(transaction, "dealer-claims", row => AddClaim(drafts, row), cancel);
        }

        return [.. drafts.Select(draft => draft.Build())];
    }

    private static Task AskAsync(
        NpgsqlTransaction transaction, string table, string column, IReadOnlyList<EvidenceRequest?> wanted,
        Func<int, EvidenceRequest, IReadOnlyList<string>> which, CancellationToken cancel)
    {
        var (nos, values) = (new List<int>(), new List<string>());
        for (var i = 0; i < wanted.Count; i++)
        {
            foreach (var value in wanted[i] is { } request ? which(i, request) : [])
            {
                nos.Add(i + 1);
                values.Add(value);
            }
        }

        return Sql.ExecuteAsync(
            transaction,
            $"""
            DROP TABLE IF EXISTS {table};
            CREATE TEMP TABLE {table} ON COMMIT DROP AS
            SELECT no, value AS {column} FROM unnest(@nos, @values) AS u (no, value);
            ANALYZE {table};
            """,
            cancel,
            new { nos = nos.ToArray(), values = values.ToArray() });
    }

    private static void AddInvoiceLine(Draft[] drafts, CopyRow row)
    {
        var draft = drafts[row.Int() - 1];
        var (number, shipment, shipped, delivered) = (row.Text(), row.TextOrNull(), row.DateOrNull(), row.DateOrNull());
        var order = row.TextOrNull();
        var line = new EvidenceLine(
            row.Text(), row.Text(), row.Bool(), row.Decimal(), row.DecimalOrNull(), row.TextOrNull(), row.LongOrNull(),
            row.DecimalOrNull(), row.DecimalOrNull(), row.DecimalOrNull(), row.DecimalOrNull(), row.Decimal(),
            row.Decimal(), row.Decimal());
        if (!draft.Invoices.TryGetValue(number, out var known))
        {
            known = new InvoiceEvidence(number, shipment, shipped, delivered, order, new List<EvidenceLine>());
            draft.Invoices.Add(number, known);
        }

        ((List<EvidenceLine>)known.Lines).Add(line);
    }

    private static void AddForeign(Draft[] drafts, CopyRow row) =>
        drafts[row.Int() - 1].Foreign.Add(new ForeignDocument(
            row.Int() == 1 ? BookSide.Ours : BookSide.Theirs, row.Text(), row.Text(), row.Date(), row.Decimal(),
            row.Text()));

    private static void AddShipment(Draft[] drafts, CopyRow row) =>
        drafts[row.Int() - 1].Shipments.Add(new ShipmentFact(
            row.Text(), row.Date(), row.DateOrNull(), row.TextOrNull(), row.DecimalOrNull()));

    private static void AddClaim(Draft[] drafts, CopyRow row)
    {
        var draft = drafts[row.Int() - 1];
        var kind = row.Text() switch
        {
            "rebate" => ClaimKind.Rebate,
            "deposit" => ClaimKind.Deposit,
            _ => ClaimKind.MarketExpense,
        };
        draft.Claims.Add(new DealerClaim(kind, row.Text(), row.Date(), row.Decimal(), row.Text()));
    }

    private sealed class Draft
    {
        public Dictionary<string, InvoiceEvidence> Invoices { get; } = new(StringComparer.Ordinal);

        public List<BookEntry> OurNeighbours { get; } = [];

        public List<BookEntry> TheirNeighbours { get; } = [];

        public List<ForeignDocument> Foreign { get; } = [];

        public List<ShipmentFact> Shipments { get; } = [];

        public List<DealerClaim> Claims { get; } = [];

        public Evidence Build() => new(Invoices)
        {
            OurNeighbours = OurNeighbours,
            TheirNeighbours = TheirNeighbours,
            ForeignDocuments = Foreign,
            Shipments = Shipments,
            Claims = Claims,
        };
    }
}
