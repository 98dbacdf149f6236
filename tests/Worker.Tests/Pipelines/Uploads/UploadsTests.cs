using DealerIntegration.Connectors.Drop;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A dropped file is stored, judged and answered once, and leaves the folder only then.</summary>
public sealed class UploadsTests(PostgresFixture postgres)
{
    private const string Period = "2026-10";

    private const string Files = "SELECT file_name, verdict, rows_in, rejected FROM raw.upload ORDER BY id";

    [Fact]
    public async Task Takes_a_sound_ledger_answers_it_and_clears_the_folder()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        var run = await hub.RunAsync("uploads", period: Period);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Note));
        Assert.Equal(["ledger.xlsx|Accepted|1|0"], await hub.RowsAsync(Files));
        Assert.Equal(["D001|2026-10|100"], await hub.RowsAsync(
            "SELECT dealer_code, period, closing_balance FROM canonical.ledger"));
        Assert.Empty(Dropped(hub));
        var reply = Assert.Single(Answers(hub));
        Assert.Equal([$"{run.Id}|D001|upload-reply|{reply}"], await hub.RowsAsync(
            "SELECT run_id, dealer_code, kind, path FROM delivery.file"));
        Assert.True(new FileInfo(reply).Length > 0);
    }

    [Fact]
    public async Task Refuses_a_ledger_that_does_not_add_up_with_its_reason_and_takes_no_row_of_it()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "ledger.xlsx", Workbooks.Ledger("D001", 100m, 150m));
        var run = await hub.RunAsync("uploads", period: Period);
        Assert.Equal((RunStatus.Incomplete, "refused: D001/ledger.xlsx"), (run.Status, run.Note));
        Assert.Equal(0, await hub.CountAsync("canonical.ledger"));
        Assert.Equal(1, await hub.CountAsync("raw.upload WHERE verdict = 'Refused' AND reason <> ''"));
        Assert.NotEqual(0, await hub.CountAsync("ops.rejected_row WHERE file = 'ledger.xlsx' AND remedy <> ''"));
        Assert.Empty(Dropped(hub));
        Assert.Single(Answers(hub));
    }

    [Fact]
    public async Task Takes_a_file_that_is_no_workbook_for_a_verdict_and_goes_on_with_the_others()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "a-broken.xlsx", "this is not a workbook\0at all"u8.ToArray());
        Drop(hub, "b-ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        var run = await hub.RunAsync("uploads", period: Period);
        Assert.Equal((RunStatus.Incomplete, "refused: D001/a-broken.xlsx"), (run.Status, run.Note));
        Assert.Equal(
            ["a-broken.xlsx|Refused", "b-ledger.xlsx|Accepted"],
            await hub.RowsAsync("SELECT file_name, verdict FROM raw.upload ORDER BY 1"));
        Assert.Equal(2, Answers(hub).Count);
        Assert.Empty(Dropped(hub));
    }

    [Fact]
    public async Task Answers_the_same_content_under_another_name_with_a_receipt_and_adds_nothing()
    {
        await using var hub = await OpenAsync();
        var content = Workbooks.Ledger("D001", 100m, 100m);
        Drop(hub, "ledger.xlsx", content);
        await hub.SucceedAsync("uploads", period: Period);
        Drop(hub, "ledger (1).xlsx", content);
        await hub.SucceedAsync("uploads", period: Period);
        Assert.Equal(["ledger.xlsx|Accepted|1|0"], await hub.RowsAsync(Files));
        Assert.Equal(1, await hub.CountAsync("canonical.ledger"));
        Assert.Empty(Dropped(hub));
        var receipt = Assert.Single(Answers(hub), a => a.EndsWith(".received-before.txt", StringComparison.Ordinal));
        Assert.Contains("ledger.xlsx", await File.ReadAllTextAsync(receipt));
    }

    [Fact]
    public async Task Reads_a_content_once_that_was_dropped_under_two_names_at_once()
    {
        await using var hub = await OpenAsync();
        var content = Workbooks.Ledger("D001", 100m, 150m);
        Drop(hub, "a.xlsx", content);
        Drop(hub, "b.xlsx", content);
        await hub.RunAsync("uploads", period: Period, jobs: 2);
        Assert.Equal(["a.xlsx|Refused"], await hub.RowsAsync("SELECT file_name, verdict FROM raw.upload"));
        Assert.Equal(["a.xlsx"], await hub.RowsAsync("SELECT DISTINCT file FROM ops.rejected_row"));
        Assert.Equal(["upload-repeat", "upload-reply"], await hub.RowsAsync(
            "SELECT kind FROM delivery.file ORDER BY 1"));
        Assert.Empty(Dropped(hub));
    }

    [Fact]
    public async Task Takes_the_same_content_of_two_dealers_for_two_files()
    {
        await using var hub = await OpenAsync();
        var content = Workbooks.Ledger("D001", 100m, 100m);
        Drop(hub, "ledger.xlsx", content);
        Drop(hub, "ledger.xlsx", content, "D002");
        var run = await hub.RunAsync("uploads", period: Period);
        Assert.Equal((RunStatus.Incomplete, "refused: D002/ledger.xlsx"), (run.Status, run.Note));
        Assert.Equal(["D001|Accepted", "D002|Refused"], await hub.RowsAsync(
            "SELECT dealer_code, verdict FROM raw.upload ORDER BY 1"));
        Assert.Equal(["D001"], await hub.RowsAsync("SELECT dealer_code FROM canonical.ledger"));
    }

    [Fact]
    public async Task Answers_a_file_once_that_was_stored_but_not_removed_before_a_crash()
    {
        await using var hub = await OpenAsync();
        var content = Workbooks.Ledger("D001", 100m, 100m);
        Drop(hub, "ledger.xlsx", content);
        await hub.SucceedAsync("uploads", period: Period);
        // Killed after the commit and before the removal: the file lies there as if nothing had happened.
        Drop(hub, "ledger.xlsx", content);
        await hub.SucceedAsync("uploads", period: Period);
        Assert.Equal(["ledger.xlsx|Accepted|1|0"], await hub.RowsAsync(Files));
        Assert.Equal(1, await hub.CountAsync("canonical.ledger"));
        Assert.Empty(Dropped(hub));
    }

    [Fact]
    public async Task Finishes_a_file_that_was_stored_but_not_read_before_a_crash()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        using var crash = new CancellationTokenSource();
        long id;
        // The lock holds the chunk in the middle of its transaction.
        await using (var connection = await hub.Database.OpenAsync(CancellationToken.None))
        await using (var blocker = await connection.BeginTransactionAsync())
        {
            await Blocking.LockAsync(blocker, "canonical.ledger");
            id = await hub.AskAsync("uploads", period: Period);
            var working = hub.WorkAsync(id, crash.Token);
            await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
            await crash.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
        }

        Assert.Equal(["ledger.xlsx|taken|0|0"], await hub.RowsAsync(Files));
        Assert.Single(Dropped(hub));
        await hub.ExpireLeasesAsync(id);
        await hub.WorkAsync(id);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(id)).Status);
        Assert.Equal(["ledger.xlsx|Accepted|1|0"], await hub.RowsAsync(Files));
        Assert.Empty(Dropped(hub));
    }

    [Fact]
    public async Task Leaves_a_newer_file_of_the_same_name_for_the_next_run()
    {
        await using var hub = await OpenAsync();
        Drop(hub, "ledger.xlsx", Workbooks.Ledger("D001", 100m, 100m));
        long id;
        await using (var connection = await hub.Database.OpenAsync(CancellationToken.None))
        await using (var blocker = await connection.BeginTransactionAsync())
        {
            await Blocking.LockAsync(blocker, "canonical.ledger");
            id = await hub.AskAsync("uploads", period: Period);
            var working = hub.WorkAsync(id);
            await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
            Drop(hub, "ledger.xlsx", Workbooks.Ledger("D001", 120m, 120m));
            await blocker.RollbackAsync();
            await working;
        }

        Assert.Single(Dropped(hub));
        Assert.Equal(["100"], await hub.RowsAsync("SELECT closing_balance FROM canonical.ledger"));
        await hub.SucceedAsync("uploads", period: Period);
        Assert.Equal(["100|False", "120|True"], await hub.RowsAsync(
            "SELECT closing_balance, until_seq = 9223372036854775807 FROM canonical.ledger ORDER BY seq"));
        Assert.Empty(Dropped(hub));
    }

    [Fact]
    public async Task Reads_a_content_again_in_the_period_it_is_for_that_was_refused_in_another()
    {
        await using var hub = await OpenAsync();
        var content = Workbooks.Ledger("D001", 100m, 100m);
        Drop(hub, "early.xlsx", content);
        Assert.Equal(RunStatus.Incomplete, (await hub.RunAsync("uploads", period: "2026-09")).Status);
        Drop(hub, "again.xlsx", content);
        Assert.Equal(RunStatus.Succeeded, (await hub.RunAsync("uploads", period: "2026-09")).Status);
        Assert.Equal(["early.xlsx|Refused|0|1"], await hub.RowsAsync(Files));
        Drop(hub, "in-time.xlsx", content);
        await hub.SucceedAsync("uploads", period: Period);
        Assert.Equal(["early.xlsx|Accepted|1|0"], await hub.RowsAsync(Files));
        Assert.Equal(["100"], await hub.RowsAsync("SELECT closing_balance FROM canonical.ledger"));
        // Taken by now: in whatever period it comes again, there is nothing left to take.
        Drop(hub, "late.xlsx", content);
        await hub.SucceedAsync("uploads", period: "2026-11");
        Assert.Equal(
            ["again.xlsx", "late.xlsx"],
            Answers(hub).Where(a => a.EndsWith(".received-before.txt", StringComparison.Ordinal))
                .Select(a => Path.GetFileName(a)![..^".received-before.txt".Length]));
    }

    private static void Drop(TestHub hub, string name, byte[] content, string dealer = "D001")
    {
        var folder = Directory.CreateDirectory(Path.Combine(hub.Paths.Data, "drop", dealer));
        File.WriteAllBytes(Path.Combine(folder.FullName, name), content);
    }

    private static string[] Dropped(TestHub hub) =>
        Directory.GetFiles(Path.Combine(hub.Paths.Data, "drop"), "*", SearchOption.AllDirectories);

    private static List<string> Answers(TestHub hub) =>
        [.. Directory.GetFiles(Path.Combine(hub.Paths.Data, "outbox"), "*", SearchOption.AllDirectories).Order()];

    private async Task<TestHub> OpenAsync()
    {
        var hub = await TestHub.OpenAsync(postgres);
        // Its making creates the folders, as it does when the hub starts to work.
        Assert.NotNull(hub.Get<DropFolder>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"), Documents.Dealer("D002"));
        return hub;
    }
}
