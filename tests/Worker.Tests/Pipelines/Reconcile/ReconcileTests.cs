using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>Both books of a month, from canonical rows to stored matches and breaks.</summary>
public sealed class ReconcileTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Heads =
        """
        SELECT dealer_code, status, our_opening, our_closing, their_closing, difference, residual, matches
          FROM result.reconciliation ORDER BY dealer_code
        """;

    [Fact]
    public async Task Is_green_where_both_books_say_the_same()
    {
        await using var hub = await OpenAsync("D001");
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("R0", "D001", Day(-5), 50m), Documents.Invoice("R1", "D001", Day(5), 100m));
        await hub.SeedAsync(Datasets.Payments, Documents.Payment("Z1", "D001", Day(9), 30m));
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger(
            "D001", Period, 50m, 120m, ("invoice", "R1", Day(5), 100m), ("payment", "Z1", Day(9), -30m)));
        var run = await hub.SucceedAsync("reconcile", period: Period);
        Assert.Equal(["D001|green|50|120|120|0|0|2"], await hub.RowsAsync(Heads));
        Assert.Equal(0, await hub.CountAsync("result.break"));
        Assert.Equal(["R1|exactKey", "Z1|exactKey"], await hub.RowsAsync(
            $"SELECT our_ids, step FROM result.match WHERE run_id = {run.Id} ORDER BY 1"));
    }

    [Fact]
    public async Task Names_the_dealer_without_a_ledger_and_is_not_green()
    {
        await using var hub = await OpenAsync("D001", "D002");
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("R1", "D001", Day(5), 100m), Documents.Invoice("R2", "D002", Day(6), 20m));
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", Period, 0m, 100m, ("invoice", "R1", Day(5), 100m)));
        // A ledger of another month is not one of this month.
        await hub.SeedAsync(Datasets.Ledger, Documents.Ledger("D002", "2026-09", 0m, 0m));
        var run = await hub.RunAsync("reconcile", period: Period);
        Assert.Equal(RunStatus.Incomplete, run.Status);
        Assert.Equal("no usable ledger from D002: incomplete, not 0.00", run.Note);
        Assert.Equal(["D001|green|0|100|100|0|0|1", "D002|incomplete|0|20||||0"], await hub.RowsAsync(Heads));
    }

    [Fact]
    public async Task Does_not_pass_over_a_dealer_without_business_whose_file_was_refused()
    {
        await using var hub = await OpenAsync("D001", "D002");
        var upload = await hub.ImportRunAsync();
        await hub.ExecuteAsync(
            $"""
            INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id, period, verdict, reason)
            VALUES ('D002', 'book.xlsx', 'x', '', {upload}, '{Period}', 'Refused', 'not a workbook')
            """);
        var run = await hub.RunAsync("reconcile", period: Period);
        Assert.Equal("no usable ledger from D002: incomplete, not 0.00", run.Note);
        Assert.Equal(["D002|book.xlsx was refused: not a workbook"], await hub.RowsAsync(
            $"SELECT dealer_code, note FROM result.reconciliation WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task Stores_a_break_with_its_cause_and_leaves_the_unexplained_in_the_residual()
    {
        await using var hub = await OpenAsync("D001");
        await hub.SeedAsync(
            Datasets.Invoices,
            Documents.Invoice("R1", "D001", Day(5), 100m), Documents.Invoice("R2", "D001", Day(6), -40m, "return"));
        // The return is not booked, and the closing balance is 3 more than the lines.
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", Period, 0m, 103m, ("invoice", "R1", Day(5), 100m)));
        var run = await hub.SucceedAsync("reconcile", period: Period);
        Assert.Equal(["D001|open|0|60|103|43|3|1"], await hub.RowsAsync(Heads));
        Assert.Equal(["MissingInTheirs|NotBookedByDealer|R2|40|40"], await hub.RowsAsync(
            $"SELECT kind, cause, our_id, amount, effect FROM result.break WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task Sees_at_its_watermark_only_what_was_known_when_it_began()
    {
        await using var hub = await OpenAsync("D001");
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day(5), 100m));
        await hub.SeedAsync(
            Datasets.Ledger, Documents.Ledger("D001", Period, 0m, 100m, ("invoice", "R1", Day(5), 100m)));
        var id = await hub.AskAsync("reconcile", period: Period);
        // The lock lets the plan commit and holds the chunk, which reads payments first, until the invoice has changed.
        await using (var connection = await hub.Database.OpenAsync(CancellationToken.None))
        await using (var blocker = await connection.BeginTransactionAsync())
        {
            await Storage.Blocking.LockAsync(blocker, "canonical.payment");
            var working = hub.WorkAsync(id);
            await Storage.Blocking.WaitAsync(hub, $"SELECT status = 'running' FROM ops.run WHERE id = {id}");
            await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day(5), 999m));
            await blocker.CommitAsync();
            await working;
        }

        Assert.Equal(["D001|green|0|100|100|0|0|1"], await hub.RowsAsync(Heads));
        await hub.SucceedAsync("reconcile", period: Period);
        Assert.Equal(["100", "999"], await hub.RowsAsync(
            "SELECT our_closing FROM result.reconciliation ORDER BY run_id"));
    }

    [Fact]
    public async Task Fails_over_a_dealer_that_does_not_exist()
    {
        await using var hub = await OpenAsync("D001");
        var run = await hub.RunAsync("reconcile", "D009", Period);
        Assert.Equal((RunStatus.Failed, "configuration"), (run.Status, run.ErrorKind));
        Assert.Contains("'D009'", run.Error);
    }

    private static DateOnly Day(int day) => new DateOnly(2026, 9, 30).AddDays(day);

    private async Task<TestHub> OpenAsync(params string[] dealers)
    {
        var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, [.. dealers.Select(d => Documents.Dealer(d))]);
        return hub;
    }
}
