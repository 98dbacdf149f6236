using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>The lines that a reconciliation took over from the period before (结转未达项), and from which run.</summary>
internal sealed record CarriedItems(
    Period From, long Run, IReadOnlyList<BookEntry> Ours, IReadOnlyList<BookEntry> Theirs);

/// <summary>
/// What a finished reconciliation carried forward: the open items of the run that it took them from, whatever became of
/// them since.
/// </summary>
internal static class CarriedStore
{
    /// <returns>By dealer; one that carried nothing forward because there was no earlier result is not in it.</returns>
    public static async Task<IReadOnlyDictionary<string, CarriedItems>> LoadAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<string> dealers, CancellationToken cancel)
    {
        var of = new { run, dealers = dealers.ToArray() };
        var items = (await Sql.QueryAsync<Row>(
            transaction,
            """
            SELECT o.dealer_code AS dealerCode, o.side, o.id, o.kind, o.reference, o.entry_date AS entryDate, o.amount,
                   o.currency, o.text
              FROM result.reconciliation r
              JOIN result.open_item o ON o.run_id = r.carried_run AND o.dealer_code = r.dealer_code
             WHERE r.run_id = @run AND r.dealer_code = ANY(@dealers)
             ORDER BY o.entry_date, o.id
            """,
            cancel,
            of)).ToLookup(row => (row.DealerCode, row.Side), row => row.ToEntry());
        return (await Sql.QueryAsync<(string Dealer, string From, long Run)>(
            transaction,
            """
            SELECT dealer_code, carried_from, carried_run FROM result.reconciliation
             WHERE run_id = @run AND dealer_code = ANY(@dealers) AND carried_run IS NOT NULL
            """,
            cancel,
            of)).ToDictionary(
                row => row.Dealer,
                row => new CarriedItems(
                    Period.Parse(row.From), row.Run, [.. items[(row.Dealer, "ours")]],
                    [.. items[(row.Dealer, "theirs")]]),
                StringComparer.Ordinal);
    }

    private sealed record Row(
        string DealerCode, string Side, string Id, string Kind, string Reference, DateOnly EntryDate, decimal Amount,
        string Currency, string? Text)
    {
        public BookEntry ToEntry() =>
            new(Id, Enum.Parse<EntryKind>(Kind), Reference, EntryDate, Amount, Currency, Text);
    }
}
