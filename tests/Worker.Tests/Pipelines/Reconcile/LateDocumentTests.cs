using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>What comes after its period was closed counts in the next one and says when it happened (两套日历).</summary>
public sealed class LateDocumentTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_late_invoice_counts_in_the_next_period_and_leaves_the_closed_one_as_it_was()
    {
        await using var hub = await ClosedSeptemberAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R2", "D001", new DateOnly(2026, 9, 28), 40m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-10", 100m, 140m, ("invoice", "R2", new DateOnly(2026, 10, 2), 40m)));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["green|100|140|0"], await hub.RowsAsync(
            $"SELECT status, our_opening, our_closing, residual FROM result.reconciliation WHERE run_id = {run.Id}"));
        Assert.Contains(
            "R2 happened in 2026-09 and came after that period was closed; it counts in 2026-10.",
            await hub.ScalarAsync<string>($"SELECT note FROM result.reconciliation WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task A_change_of_a_closed_document_counts_as_the_difference()
    {
        await using var hub = await ClosedSeptemberAsync();
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", new DateOnly(2026, 9, 5), 70m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 100m, 100m));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["open|100|70|30"], await hub.RowsAsync(
            $"SELECT status, our_opening, our_closing, residual FROM result.reconciliation WHERE run_id = {run.Id}"));
        Assert.Equal(["MissingInTheirs|R1|30"], await hub.RowsAsync(
            $"SELECT kind, our_id, amount FROM result.break WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task A_document_that_is_gone_after_the_close_counts_as_the_difference_in_the_next_period()
    {
        await using var hub = await ClosedSeptemberAsync();
        await hub.GoneAsync(Datasets.Invoices, "R1");
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D001", "2026-10", 100m, 100m));
        var run = await hub.SucceedAsync("reconcile", period: "2026-10");

        Assert.Equal(["open|100|0|100"], await hub.RowsAsync(
            $"SELECT status, our_opening, our_closing, residual FROM result.reconciliation WHERE run_id = {run.Id}"));
        Assert.Equal(["MissingInTheirs|R1|100"], await hub.RowsAsync(
            $"SELECT kind, our_id, amount FROM result.break WHERE run_id = {run.Id}"));
        Assert.Equal(1, await hub.CountAsync("result.match WHERE run_id < (SELECT max(id) FROM ops.run)"));
    }

    [Fact]
    public async Task A_match_on_what_is_gone_opens_again()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", new DateOnly(2026, 9, 5), 100m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-09", 0m, 100m, ("invoice", "R1", new DateOnly(2026, 9, 6), 100m)));
        await hub.SucceedAsync("reconcile", period: "2026-09");
        Assert.Equal(1, await hub.CountAsync("result.match"));

        await hub.GoneAsync(Datasets.Invoices, "R1");
        var run = await hub.SucceedAsync("reconcile", period: "2026-09");

        Assert.Equal(0, await hub.CountAsync($"result.match WHERE run_id = {run.Id}"));
        Assert.Equal(["MissingInOurs|100"], await hub.RowsAsync(
            $"SELECT kind, amount FROM result.break WHERE run_id = {run.Id}"));
    }

    private async Task<TestHub> ClosedSeptemberAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", new DateOnly(2026, 9, 5), 100m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", "2026-09", 0m, 100m, ("invoice", "R1", new DateOnly(2026, 9, 6), 100m)));
        var run = await hub.SucceedAsync("reconcile", period: "2026-09");
        await hub.ExecuteAsync(
            $"""
            INSERT INTO ops.period_event (period, no, state, actor, reason, watermark, evidence)
            VALUES ('2026-09', (SELECT max(no) + 1 FROM ops.period_event WHERE period = '2026-09'), 'closed', 'test',
                    'done', (SELECT watermark FROM ops.run WHERE id = {run.Id}), '[]')
            """);
        return hub;
    }
}
