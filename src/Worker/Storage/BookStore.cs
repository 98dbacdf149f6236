using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Pipelines.Reconcile;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Loads both books of a chunk's dealers by COPY; memory is bounded by the chunk, not by the month.</summary>
internal static class BookStore
{
    public static async Task<IReadOnlyList<DealerBooks>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, CancellationToken cancel)
    {
        var drafts = new Draft[scope.Dealers.Count];
        for (var i = 0; i < drafts.Length; i++)
        {
            drafts[i] = new Draft(scope.Dealers[i], scope.Currencies[i]);
        }

        await scope.ReadAsync(
            transaction, "our-opening", row => drafts[row.Int() - 1].Opening = row.Decimal(), cancel);
        await scope.ReadAsync(transaction, "our-book", AddOurs, cancel);
        if (scope.Settled is not null)
        {
            await scope.ReadAsync(transaction, "our-late", AddOurs, cancel);
        }

        await LoadLedgersAsync(transaction, scope, drafts, cancel);
        await scope.ReadAsync(
            transaction,
            "their-book",
            row =>
            {
                var draft = drafts[row.Int() - 1];
                draft.Theirs.Add(BookScope.TheirEntry(row, draft.TheirCurrency!));
            },
            cancel);
        await LoadCarriedAsync(transaction, scope, drafts, cancel);
        return [.. drafts.Select(draft => draft.Build())];

        void AddOurs(CopyRow row)
        {
            var dealer = row.Int();
            drafts[dealer - 1].Ours.Add(scope.OurEntry(dealer, row));
        }
    }

    private static async Task LoadLedgersAsync(
        NpgsqlTransaction transaction, BookScope scope, Draft[] drafts, CancellationToken cancel)
    {
        var heads = await Sql.QueryAsync<(int No, string Currency, decimal Opening, decimal Closing)>(
            transaction,
            """
            SELECT s.no, l.currency, l.opening_balance, l.closing_balance
              FROM book_scope s JOIN canonical.ledger l ON l.dealer_code = s.code AND l.period = s.period
             WHERE l.seq <= @Watermark AND l.until_seq > @Watermark
            """,
            cancel,
            new { scope.Watermark });
        foreach (var head in heads)
        {
            var draft = drafts[head.No - 1];
            (draft.TheirCurrency, draft.TheirOpening, draft.TheirClosing) = (head.Currency, head.Opening, head.Closing);
        }
    }

    /// <summary>The open items of the last reconciliation of the period before, dealer by dealer.</summary>
    private static async Task LoadCarriedAsync(
        NpgsqlTransaction transaction, BookScope scope, Draft[] drafts, CancellationToken cancel)
    {
        var earlier = Period.Of(scope.Period.Start.AddMonths(-1));
        var runs = await Sql.QueryAsync<(int No, long Run)>(
            transaction,
            """
            SELECT DISTINCT ON (s.no) s.no, r.run_id
              FROM book_scope s
              JOIN result.reconciliation r
                ON r.dealer_code = s.code AND r.period = @earlier AND r.status <> 'incomplete'
              JOIN ops.run u ON u.id = r.run_id AND u.pipeline = 'reconcile' AND u.status IN ('succeeded', 'incomplete')
             ORDER BY s.no, r.run_id DESC
            """,
            cancel,
            new { earlier = earlier.ToString() });
        if (runs.Count == 0)
        {
            return;
        }

        foreach (var (no, run) in runs)
        {
            (drafts[no - 1].CarriedFrom, drafts[no - 1].CarriedRun) = (earlier, run);
        }

        var items = await Sql.QueryAsync<CarriedRow>(
            transaction,
            """
            SELECT c.no, o.side, o.id, o.kind, o.reference, o.entry_date AS entryDate, o.amount, o.currency, o.text,
                   o.cause, o.evidence, o.documents, o.our_correction AS ourCorrection, o.account
              FROM unnest(@nos, @runs) AS c (no, run)
              JOIN book_scope s ON s.no = c.no
              JOIN result.open_item o ON o.run_id = c.run AND o.dealer_code = s.code
            """,
            cancel,
            new { nos = runs.Select(r => r.No).ToArray(), runs = runs.Select(r => r.Run).ToArray() });
        foreach (var item in items)
        {
            var draft = drafts[item.No - 1];
            (item.Side == "ours" ? draft.OurCarried : draft.TheirCarried).Add(new BookEntry(
                item.Id, Enum.Parse<EntryKind>(item.Kind), item.Reference, item.EntryDate, item.Amount, item.Currency,
                item.Text));
            if (item.Cause is { } cause)
            {
                (item.Side == "ours" ? draft.OurCauses : draft.TheirCauses)[item.Id] = new CarriedCause(
                    Enum.Parse<BreakCause>(cause), item.Evidence!, item.Documents!.Split(' '), item.OurCorrection,
                    item.Account);
            }
        }
    }

    private sealed record CarriedRow(
        int No, string Side, string Id, string Kind, string Reference, DateOnly EntryDate, decimal Amount,
        string Currency, string? Text, string? Cause, string? Evidence, string? Documents, bool OurCorrection,
        string? Account);

    private sealed class Draft(string dealer, string? masterCurrency)
    {
        public decimal Opening { get; set; }

        public string? TheirCurrency { get; set; }

        public decimal TheirOpening { get; set; }

        public decimal TheirClosing { get; set; }

        public List<BookEntry> Ours { get; } = [];

        public List<BookEntry> Theirs { get; } = [];

        public List<BookEntry> OurCarried { get; } = [];

        public List<BookEntry> TheirCarried { get; } = [];

        public Dictionary<string, CarriedCause> OurCauses { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, CarriedCause> TheirCauses { get; } = new(StringComparer.Ordinal);

        public Period? CarriedFrom { get; set; }

        public long? CarriedRun { get; set; }

        public DealerBooks Build()
        {
            var currency = masterCurrency ?? Ours.Select(e => e.Currency).FirstOrDefault() ?? TheirCurrency ?? "";
            var closing = Opening;
            foreach (var entry in Ours)
            {
                closing += entry.Currency == currency ? entry.Amount : 0m;
            }

            var ours = new DealerBook(dealer, currency, Opening, closing, Ours, [])
            {
                Carried = OurCarried,
                CarriedCauses = OurCauses,
                CarriedFrom = CarriedFrom,
            };
            var theirs = TheirCurrency is null
                ? null
                : new DealerBook(dealer, TheirCurrency, TheirOpening, TheirClosing, Theirs, [])
                {
                    Carried = TheirCarried,
                    CarriedCauses = TheirCauses,
                    CarriedFrom = CarriedFrom,
                };
            return new DealerBooks(ours, theirs) { CarriedRun = CarriedRun };
        }
    }
}
