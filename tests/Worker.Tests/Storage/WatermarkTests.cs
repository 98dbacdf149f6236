using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>What a run may see is fixed when it starts, whatever commits late.</summary>
public sealed class WatermarkTests(PostgresFixture postgres)
{
    private static readonly DateOnly Day = new(2026, 10, 5);

    [Fact]
    public async Task Waits_for_an_import_that_has_a_number_but_has_not_committed()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var late = await LateImport.OpenAsync(hub);
        await late.UpsertAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day, 10m));
        var fixing = FixAsync(hub);
        await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
        Assert.False(fixing.IsCompleted);
        await late.CommitAsync();
        var watermark = await fixing;
        Assert.Equal(1, await hub.CountAsync($"canonical.invoice WHERE seq <= {watermark}"));
    }

    [Fact]
    public async Task Lies_below_everything_that_is_written_after_it()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        // The very first number counts as well: a new sequence says 1 before and after it has given it out.
        var empty = await FixAsync(hub);
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R1", "D001", Day, 10m));
        var one = await FixAsync(hub);
        await hub.SeedAsync(Datasets.Invoices, Documents.Invoice("R2", "D001", Day, 10m));
        Assert.Equal(0, await hub.CountAsync($"canonical.invoice WHERE seq <= {empty}"));
        Assert.Equal(1, await hub.CountAsync($"canonical.invoice WHERE seq <= {one}"));
    }

    [Fact]
    public async Task Covers_every_dealer_up_to_it_in_the_plan_of_a_run()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001"));
        await hub.SeedAsync(
            Datasets.Invoices, Documents.Invoice("R1", "D001", Day, 10m), Documents.Invoice("R2", "D002", Day, 10m));
        var late = await LateImport.OpenAsync(hub);
        await late.UpsertAsync(Datasets.Dealers, Documents.Dealer("D002"));
        var run = await hub.AskAsync("reconcile", period: "2026-10");
        var working = hub.WorkAsync(run);
        await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
        await late.CommitAsync();
        await working;
        Assert.Equal(1, await hub.CountAsync(
            $"canonical.dealer d JOIN ops.run r ON d.seq <= r.watermark WHERE r.id = {run} AND d.code = 'D002'"));
        Assert.Equal(["D001", "D002"], await hub.RowsAsync(
            $"SELECT dealer_code FROM result.reconciliation WHERE run_id = {run} ORDER BY 1"));
    }

    [Fact]
    public async Task Shows_at_once_and_for_ever_the_same_rows_while_many_write()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(1, 3).Select(n => Task.Run(() => WriteAsync(hub, n, stop.Token))).ToList();
        var seen = new List<(long Watermark, IReadOnlyList<string> Rows)>();
        // On a busy machine the writers may be slow: go on until they got in between often enough.
        while (seen.Count < 25 || (seen.Count < 1000 && seen.Select(s => s.Watermark).Distinct().Count() <= 10))
        {
            var watermark = await FixAsync(hub);
            seen.Add((watermark, await VisibleAsync(hub, watermark)));
        }

        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();
        Assert.True(written > 5, $"only {written} transactions were written");
        Assert.True(seen.Select(s => s.Watermark).Distinct().Count() > 5, "the writers did not get in between");
        foreach (var (watermark, rows) in seen)
        {
            Assert.Equal(rows, await VisibleAsync(hub, watermark));
        }
    }

    private static Task<long> FixAsync(TestHub hub) => hub.Database.InTransactionAsync(
        (_, transaction) => Watermark.FixAsync(transaction), CancellationToken.None);

    private static Task<IReadOnlyList<string>> VisibleAsync(TestHub hub, long watermark) => hub.RowsAsync(
        $"""
        SELECT seq, key, gross_amount FROM canonical.invoice
         WHERE seq <= {watermark} AND until_seq > {watermark} ORDER BY seq
        """);

    // Each writer has keys of its own and changes them again and again; one transaction in four is rolled back.
    private static async Task<int> WriteAsync(TestHub hub, int writer, CancellationToken stop)
    {
        var random = new Random(writer);
        var count = 0;
        while (!stop.IsCancellationRequested)
        {
            var import = await LateImport.OpenAsync(hub);
            await import.UpsertAsync(Datasets.Invoices,
            [
                .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Documents.Invoice(
                    $"R{writer}-{random.Next(5)}", "D001", Day, random.Next(1, 1000))),
            ]);
            await Task.Delay(random.Next(0, 15), CancellationToken.None);
            if (random.Next(4) == 0)
            {
                await import.DisposeAsync();
            }
            else
            {
                await import.CommitAsync();
                count++;
            }
        }

        return count;
    }
}
