using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>A pull in pages that breaks off goes on where it was; nothing is lost and nothing comes twice.</summary>
public sealed class ResumeTests(PostgresFixture postgres)
{
    private static readonly string[] Codes = ["C1", "C2", "C3", "C4", "C5", "C6", "C7"];

    [Fact]
    public async Task Goes_on_from_the_last_page_it_stored_after_a_crash()
    {
        await using var wms = await StartAsync();
        await using var hub = await wms.OpenHubAsync(postgres);
        using var crash = new CancellationTokenSource();
        wms.Before = async call =>
        {
            if (call.Page == 3)
            {
                await StoredAsync(hub, 4);
                await crash.CancelAsync();
                await Task.Delay(100);
            }

            return null;
        };
        var id = await hub.AskAsync("import", "wms/scans");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hub.WorkAsync(id, crash.Token));
        Assert.Equal(["open|4|True"], await hub.RowsAsync(
            "SELECT status, rows_in, checkpoint IS NOT NULL FROM ops.run_chunk"));
        Assert.Equal(4, await hub.CountAsync("canonical.scan"));
        wms.Before = _ => Task.FromResult<string?>(null);
        wms.Calls.Clear();
        await hub.ExpireLeasesAsync(id);
        await hub.WorkAsync(id);
        await AssertWholeAsync(hub, id);
        Assert.Equal(2, wms.Calls.Count);
    }

    [Fact]
    public async Task Goes_on_from_the_last_page_it_stored_after_a_broken_line()
    {
        await using var wms = await StartAsync();
        await using var hub = await wms.OpenHubAsync(postgres);
        var broken = false;
        wms.Before = call =>
        {
            if (call.Page == 3 && !broken)
            {
                broken = true;
                call.Http.Abort();
                return Task.FromResult<string?>("");
            }

            return Task.FromResult<string?>(null);
        };
        var run = await hub.RunAsync("import", "wms/scans");
        await AssertWholeAsync(hub, run.Id);
        Assert.Equal(5, wms.Calls.Count);
    }

    [Fact]
    public async Task Does_not_count_a_page_twice_whose_commit_was_fenced()
    {
        await using var wms = await StartAsync();
        await using var hub = await wms.OpenHubAsync(postgres);
        var stolen = false;
        long id = 0;
        wms.Before = async call =>
        {
            if (call.Page == 2 && !stolen)
            {
                stolen = true;
                await StoredAsync(hub, 2);
                await hub.ExpireLeasesAsync(id);
                await hub.WorkAsync(id);
            }

            return null;
        };
        id = await hub.AskAsync("import", "wms/scans");
        await hub.WorkAsync(id);
        await AssertWholeAsync(hub, id);
    }

    // A page is asked for while the one before it is still being stored.
    private static async Task StoredAsync(TestHub hub, long scans)
    {
        while (await hub.CountAsync("canonical.scan") < scans)
        {
            await Task.Delay(20);
        }
    }

    private static async Task AssertWholeAsync(TestHub hub, long id)
    {
        var run = await hub.FindAsync(id);
        Assert.Equal((RunStatus.Succeeded, null), (run.Status, run.Error));
        Assert.Equal(Codes, await hub.RowsAsync("SELECT code FROM canonical.scan ORDER BY code"));
        Assert.Equal(["done|7|0"], await hub.RowsAsync("SELECT status, rows_in, rejected FROM ops.run_chunk"));
        Assert.Equal(["True|7|7 accepted + 0 rejected = 7 lines in 7 documents"], await hub.RowsAsync(
            "SELECT complete, source_total, remarks FROM ops.certificate"));
        Assert.Equal(4, await hub.CountAsync("raw.page"));
    }

    private static async Task<FakeWms> StartAsync()
    {
        var wms = await FakeWms.StartAsync();
        wms.Scans.AddRange(Codes);
        return wms;
    }
}
