namespace DealerIntegration.Examples.Tests.OnlineRetail;

[Collection<RetailCollection>]
public sealed class ReconciliationTests(RetailWalk walk)
{
    [Fact]
    public async Task Every_planted_difference_is_found_with_its_cause_and_nothing_else_is()
    {
        var truth = walk.Require().Truth;
        var found = await BreaksAsync("cause IS NOT NULL");

        Assert.NotEmpty(truth.Breaks);
        Assert.Equal(5, truth.Breaks.Select(plant => plant.Cause).Distinct().Count());
        Assert.Equal(
            truth.Breaks.Select(p => (p.Dealer, Plain(p.Reference), p.Cause, p.Amount, p.Effect)).Order(),
            found.Order());
    }

    [Fact]
    public async Task What_nothing_proves_stays_without_a_cause()
    {
        var truth = walk.Require().Truth;
        var found = await BreaksAsync("cause IS NULL");

        // A balance that its own lines do not add up to has no line to point at.
        var planted = truth.Unexplained.Where(plant => plant.Reference.Length > 0);
        Assert.Equal(
            planted.Select(p => (p.Dealer, Plain(p.Reference), p.Cause, p.Amount, p.Effect)).Order(), found.Order());
    }

    [Fact]
    public async Task The_residual_of_every_dealer_is_what_was_planted_without_proof()
    {
        var truth = walk.Require().Truth;
        var residuals = await walk.QueryAsync(
            $"""
            SELECT dealer_code, residual FROM result.reconciliation
             WHERE run_id = {walk.Reconciliation.Id} AND residual <> 0
            """,
            row => (row.GetString(0), row.GetDecimal(1)));

        var planted = truth.Unexplained.GroupBy(plant => plant.Dealer)
            .Select(dealer => (dealer.Key, dealer.Sum(plant => plant.Effect)));
        Assert.Equal(planted.Order(), residuals.Order());
        Assert.Equal(truth.Residual, walk.Reconciliation.Count("residual"));
    }

    [Fact]
    public async Task A_dealer_that_sent_nothing_is_incomplete_and_one_with_nothing_to_say_is_left_out()
    {
        var truth = walk.Require().Truth;
        var dealers = await walk.QueryAsync(
            $"SELECT dealer_code, status FROM result.reconciliation WHERE run_id = {walk.Reconciliation.Id}",
            row => (Code: row.GetString(0), Status: row.GetString(1)));

        Assert.Equal("incomplete", walk.Reconciliation.Status);
        Assert.Equal(
            truth.IncompleteDealers, dealers.Where(d => d.Status == "incomplete").Select(d => d.Code).Order());
        Assert.Equal(truth.Ledgers + truth.IncompleteDealers.Count, dealers.Count);
        var known = await walk.QueryAsync("SELECT count(DISTINCT code) FROM canonical.dealer", row => row.GetInt64(0));
        Assert.True(dealers.Count < known.Single());
    }

    [Fact]
    public void Every_ledger_was_taken_in_with_balances_that_lack_lines_too()
    {
        var import = walk.Require().LedgerImport;
        Assert.Equal("succeeded", import.Status);
        Assert.Equal(walk.Truth.Ledgers, import.Count("tally", "acceptedDocuments"));
        Assert.Equal(0, import.Count("tally", "rejectedLines"));
        Assert.Equal(
            walk.Truth.Entries,
            import.Count("tally", "lines") - import.Count("tally", "controls", "withoutMovement"));
    }

    private Task<List<(string, string, string?, decimal, decimal)>> BreaksAsync(string which) => walk.QueryAsync(
        $"""
        SELECT dealer_code, reference, cause, amount, effect FROM result.break
         WHERE run_id = {walk.Reconciliation.Id} AND {which}
        """,
        row => (row.GetString(0), Plain(row.GetString(1)), row.IsDBNull(2) ? null : row.GetString(2), row.GetDecimal(3),
            row.GetDecimal(4)));

    // The hub names a document as we write it or as the dealer does.
    private static string Plain(string reference)
    {
        var plain = string.Concat(reference.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return (plain.StartsWith("INV", StringComparison.Ordinal) ? plain[3..] : plain).TrimStart('0');
    }
}
