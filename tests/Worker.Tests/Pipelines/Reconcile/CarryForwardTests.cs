using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>Open items of one month in the next (结转).</summary>
public sealed class CarryForwardTests(PostgresFixture postgres)
{
    private const string Result =
        """
        SELECT period, status, difference, residual, carried_from FROM result.reconciliation ORDER BY run_id
        """;

    [Fact]
    public async Task An_invoice_that_was_open_clears_when_the_dealer_books_it()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", September(20), 100m, "return"));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 0m));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-10", 0m, 100m, ("return", "R1", October(3), 100m)));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["2026-09|green|-100|0|", "2026-10|green|0|0|2026-09"], await hub.RowsAsync(Result));
        Assert.Equal(["R1|1|exactKey"], await hub.RowsAsync(
            $"SELECT our_ids, their_ids, step FROM result.match WHERE run_id = {run.Id}"));
        Assert.Equal(0, await hub.CountAsync($"result.open_item WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task An_item_that_stays_open_is_carried_again_and_says_since_when()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", September(20), -40m, "return"));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 0m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 0m, 0m));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["MissingInTheirs|NotBookedByDealer|R1|40|2026-09"], await hub.RowsAsync(
            $"SELECT kind, cause, our_id, effect, carried_from FROM result.break WHERE run_id = {run.Id}"));
        Assert.Equal(["ours|R1|-40"], await hub.RowsAsync(
            $"SELECT side, id, amount FROM result.open_item WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task A_line_that_only_the_dealer_had_is_matched_when_our_document_comes()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, -70m, ("payment", "BK7", September(29), -70m)));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("BK7", "D001", October(1), 70m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", -70m, -70m));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["BK7|2026-09/1"], await hub.RowsAsync(
            $"SELECT our_ids, their_ids FROM result.match WHERE run_id = {run.Id}"));
        Assert.Equal("2026-10|green|0|0|2026-09", (await hub.RowsAsync(Result))[^1]);
    }

    [Fact]
    public async Task The_rest_between_two_matched_lines_is_carried_as_what_the_dealer_booked_beyond_us()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", September(20), 100m));
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 90m, ("invoice", "R1", September(30), 90m)));
        var september = await hub.SucceedAsync("reconcile", period: "2026-09");
        Assert.Equal(["theirs|2026-09/R1|1|-10"], await hub.RowsAsync(
            $"SELECT side, id, amount FROM result.open_item WHERE run_id = {september.Id}"));

        // The next month it is matched with the credit note by which we correct our invoice.
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("G1", "D001", October(1), -10m, "credit_note"));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 90m, 90m));
        await hub.SucceedAsync("reconcile", period: "2026-10");
        Assert.Equal("2026-10|green|0|0|2026-09", (await hub.RowsAsync(Result))[^1]);
    }

    [Fact]
    public async Task A_rest_keeps_its_cause_until_it_is_corrected()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", September(20), 100m));
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 99.97m, ("invoice", "R1", September(21), 99.97m)));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 99.97m, 99.97m));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal("2026-10|green|-0.03|0|2026-09", (await hub.RowsAsync(Result))[^1]);
        Assert.Equal(["RoundingOrTax|-0.03|2026-09"], await hub.RowsAsync(
            $"SELECT cause, effect, carried_from FROM result.break WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task What_was_given_up_stays_given_up_in_the_next_month()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 2m, ("other", "", September(9), 2m)));
        await hub.ExecuteAsync(
            """
            INSERT INTO canonical.decision (dealer_code, period, kind, our_ids, their_ids, our_amount, their_amount,
                                            account, reason, decided_by, decided_on)
            VALUES ('D001', '2026-09', 'WriteOff', '{}', '{1}', 0, 2, '6603', 'bank charge', 'finance', '2026-10-02')
            """);
        await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 2m, 2m));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["2026-09|green|2|0|", "2026-10|green|2|0|2026-09"], await hub.RowsAsync(Result));
        Assert.Equal(["WrittenOff|2|6603|2026-09/1"], await hub.RowsAsync(
            $"SELECT cause, effect, account, their_id FROM result.break WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task An_opening_balance_that_the_open_items_do_not_explain_is_not_green()
    {
        await using var hub = await OpenAsync();
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-09", 0m, 0m));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        // Five more than the month before ended with, and five less in a line of the month: the closing balances agree.
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", "2026-10", 5m, 0m, ("other", "", October(9), -5m)));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal("2026-10|open|0|0|2026-09", (await hub.RowsAsync(Result))[^1]);
        Assert.Contains(
            "The opening balances differ by 5.00",
            await hub.ScalarAsync<string>($"SELECT note FROM result.reconciliation WHERE run_id = {run.Id}"));
    }

    private static DateOnly September(int day) => new(2026, 9, day);

    private static DateOnly October(int day) => new(2026, 10, day);

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        return hub;
    }
}
