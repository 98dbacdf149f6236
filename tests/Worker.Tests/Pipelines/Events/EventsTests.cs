using System.Text.Json;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Tests.Storage;
using static DealerIntegration.Worker.Tests.Pipelines.Events.EventFiles;

namespace DealerIntegration.Worker.Tests.Pipelines.Events;

/// <summary>A dropped file of events is stored, read, answered once, and leaves the folder only then.</summary>
public sealed class EventsTests(PostgresFixture postgres)
{
    private const string Stored = """
        SELECT step, codes, to_dealer, document, offset_minutes FROM canonical.trace_event ORDER BY happened_at, codes
        """;

    [Fact]
    public async Task Takes_steps_and_scans_answers_them_and_clears_the_folder()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "day.json", Document(Ship("1"), Scan("1"), Ship("2", minute: "05")));
        var run = await hub.SucceedAsync("events");
        Assert.Equal(
            ["ship|/01/04012345111118/21/1|D001|1|480", "ship|/01/04012345111118/21/2|D001|2|480"],
            await hub.RowsAsync(Stored));
        Assert.Equal(["/01/04012345111118/21/1|320506|inspector|PDA-1|day.json row 11 column 'event 2'"],
            await hub.RowsAsync("SELECT code, area_code, actor, device, origin FROM canonical.scan"));
        Assert.Empty(Dropped(hub));
        Assert.Contains("events 事件 3", Receipt(hub, "day.json"));
        Assert.Equal(["events|day.json|trace-events|Accepted|3|0"], await hub.RowsAsync(
            "SELECT dealer_code, file_name, dataset, verdict, rows_in, rejected FROM raw.upload"));
        Assert.Equal((2, 1), (Count(run, "traced"), Count(run, "scanned")));
        Assert.Equal(3, await hub.CountAsync("raw.event e JOIN raw.upload u ON u.id = e.upload_id"));
    }

    [Fact]
    public async Task Takes_one_event_of_both_syntaxes_for_one()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1")));
        await hub.SucceedAsync("events");
        Drop(hub, "b.xml", ShipXml("1"));
        var run = await hub.SucceedAsync("events");
        Assert.Equal(["1|a.json row 3 column 'event 1'"], await hub.RowsAsync(
            "SELECT count(*), min(origin) FROM canonical.trace_event"));
        Assert.Equal(1, Count(run, "known"));
    }

    [Fact]
    public async Task Takes_a_content_once_whatever_its_name()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1")));
        await hub.SucceedAsync("events");
        Drop(hub, "b.json", Document(Ship("1")));
        await hub.SucceedAsync("events");
        Assert.Equal(["a.json"], await hub.RowsAsync("SELECT file_name FROM raw.upload"));
        Assert.Empty(Dropped(hub));
        Assert.True(File.Exists(Path.Combine(hub.Paths.Data, "outbox", "events", "b.json.received-before.txt")));
    }

    [Fact]
    public async Task Refuses_a_broken_file_with_its_line_and_goes_on_with_the_others()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1"))[..300]);
        Drop(hub, "b.json", Document(Ship("2")));
        Drop(hub, "c.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>");
        var run = await hub.RunAsync("events");
        Assert.Equal((RunStatus.Incomplete, "refused: events/a.json, events/c.xml"), (run.Status, run.Note));
        Assert.Equal(1, await hub.CountAsync("canonical.trace_event"));
        Assert.Equal(["a.json|unreadable-file|True", "c.xml|unreadable-file|True"], await hub.RowsAsync(
            "SELECT file, code, row_no > 0 FROM ops.rejected_row ORDER BY file"));
        Assert.Empty(Dropped(hub));
        Assert.Contains("unreadable-file", Receipt(hub, "a.json"));
    }

    [Fact]
    public async Task Collects_what_is_wrong_with_reason_and_place_and_takes_the_rest()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "mixed.json", Document(
            Ship("1"),
            Ship("2", dealer: "D999"),
            Ship("3").Replace("sgtin:4012345.011111", "sgtin:40123450.011111", StringComparison.Ordinal),
            Ship("4").Replace("2026-10-10", "2062-10-10", StringComparison.Ordinal),
            Ship("5").Replace("\"shipping\"", "\"https://elsewhere.example/x\"", StringComparison.Ordinal)));
        var run = await hub.SucceedAsync("events");
        Assert.Equal(
            [
                "event 2, destinationList|unknown-dealer|https://trace.example.cn/dealer/D999",
                "event 3, epcList[1]|malformed-code|urn:epc:id:sgtin:40123450.011111.3",
                "event 4, eventTime|in-the-future|2062-10-10T09:00:00+08:00",
                "event 5, bizStep|unknown-step|https://elsewhere.example/x",
            ],
            await hub.RowsAsync("SELECT col, code, value FROM ops.rejected_row ORDER BY row_no"));
        Assert.Equal(0, await hub.CountAsync(
            "ops.rejected_row WHERE remedy = '' OR row_no IS NULL OR file <> 'mixed.json'"));
        Assert.Equal(["ship|/01/04012345111118/21/1|D001|1|480"], await hub.RowsAsync(Stored));
        Assert.Equal((1, 4), (Count(run, "traced"), Count(run, "rejected")));
        Assert.Contains("unknown-dealer", Receipt(hub, "mixed.json"));
    }

    [Fact]
    public async Task Reads_kept_files_again_after_the_rules_have_learnt_a_place()
    {
        await using var hub = await OpenAsync(postgres);
        var events = Path.Combine(hub.Paths.Config, "events.json");
        Drop(hub, "a.json", Document(
            Ship("1"), Ship("2").Replace("dealer/D001", "unit/7", StringComparison.Ordinal)));
        await hub.SucceedAsync("events");
        Assert.Equal(1, await hub.CountAsync("canonical.trace_event"));
        await File.WriteAllTextAsync(events, (await File.ReadAllTextAsync(events)).Replace(
            "\"places\": []", "\"places\": [{ \"id\": \"https://trace.example.cn/unit/7\", \"dealer\": \"D002\" }]",
            StringComparison.Ordinal));
        var run = await hub.SucceedAsync("events", "again");
        Assert.Equal(
            ["ship|/01/04012345111118/21/1|D001|1|480", "ship|/01/04012345111118/21/2|D002|2|480"],
            await hub.RowsAsync(Stored));
        Assert.Equal((1, 0), (Count(run, "known"), Count(run, "rejected")));
    }

    [Fact]
    public async Task Keeps_what_is_not_about_custody_and_counts_it()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1").Replace("ObjectEvent", "TransactionEvent", StringComparison.Ordinal)));
        var run = await hub.SucceedAsync("events");
        Assert.Equal(["NotCustody|True"], await hub.RowsAsync("SELECT outcome, reason <> '' FROM raw.event"));
        Assert.Equal(1, Count(run, "notCustody"));
        Assert.Equal(0, await hub.CountAsync("canonical.trace_event"));
    }

    [Fact]
    public async Task Goes_on_from_the_last_step_it_stored_after_a_crash()
    {
        await using var hub = await OpenAsync(postgres);
        var events = Enumerable.Range(0, 4_500).Select(i => Ship($"{i}", minute: $"{i % 60:00}"));
        Drop(hub, "day.json", Document([.. events]));
        using var crash = new CancellationTokenSource();
        long id;
        await using (var connection = await hub.Database.OpenAsync(CancellationToken.None))
        await using (var blocker = await connection.BeginTransactionAsync())
        {
            // The answer lists what was refused: the last step waits here, the ones before it have committed.
            id = await hub.AskAsync("events");
            await Blocking.LockAsync(blocker, "ops.rejected_row");
            var working = hub.WorkAsync(id, crash.Token);
            await Blocking.WaitAsync(hub, Blocking.SomebodyWaits);
            await crash.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => working);
        }

        Assert.Equal(["open|4000|4000"], await hub.RowsAsync("SELECT status, rows_in, checkpoint FROM ops.run_chunk"));
        Assert.Equal(4_000, await hub.CountAsync("canonical.trace_event"));
        Assert.Single(Dropped(hub));
        await hub.ExpireLeasesAsync(id);
        await hub.WorkAsync(id);
        Assert.Equal(RunStatus.Succeeded, (await hub.FindAsync(id)).Status);
        Assert.Equal(4_500, await hub.CountAsync("canonical.trace_event"));
        Assert.Equal(["done|4500|0"], await hub.RowsAsync("SELECT status, rows_in, rejected FROM ops.run_chunk"));
        Assert.Equal(4_500, Count(await hub.FindAsync(id), "traced"));
        Assert.Empty(Dropped(hub));
    }

    [Fact]
    public async Task A_scan_of_a_file_is_judged_against_the_dealer_that_a_file_shipped_to()
    {
        await using var hub = await OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001", "330100"), Documents.Dealer("D002", "320500"));
        Drop(hub, "a.json", Document(
            Ship("1"), Ship("2", "D001", "05", more: ErrorDeclaration()), Ship("2", "D001", "05"),
            Ship("2", "D002", "06"), Scan("1"), Scan("2")));
        await hub.SucceedAsync("events");
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        Assert.Equal(["/01/04012345111118/21/1|D001"], await hub.RowsAsync(
            "SELECT code, dealer_code FROM result.scan_verdict"));
    }

    private static int Count(Run run, string name)
    {
        using var counts = JsonDocument.Parse(run.Counts);
        return counts.RootElement.GetProperty(name).GetInt32();
    }
}
