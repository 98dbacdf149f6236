using System.Text.Json;
using DealerIntegration.Worker.Jobs;
using static DealerIntegration.Worker.Tests.Pipelines.Events.EventFiles;

namespace DealerIntegration.Worker.Tests.Pipelines.Events;

/// <summary>
/// Kept files read again under other rules: what counts in the end is as if they had come only now. What a run leaves
/// in the folder it says.
/// </summary>
public sealed class RuleChangeTests(PostgresFixture postgres)
{
    private const string Table = """
        时间,环节,码,接收方,单号
        2026-10-10 09:00:00,出库,CODE1,D001,S1
        2026-10-10 09:05:00,出库,CODE2,D002,S2
        2026-10-10 09:05:00,出库,CODE3,D002,S2
        """;

    [Fact]
    public async Task A_step_that_became_a_scan_is_no_step_any_more()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1"), Scan("1")));
        await hub.SucceedAsync("events");
        var before = await hub.ScalarAsync<long>("SELECT max(seq) FROM canonical.scan");
        await ChangeAsync(hub, "events.json", "\"https://trace.example.cn/step/inspection\": \"inspector-scan\"",
            "\"https://trace.example.cn/step/inspection\": \"receive\"");
        Assert.Equal((1, "1 steps and scans count no more"), await AgainAsync(hub));
        Assert.Equal(0, await hub.CountAsync("canonical.effective_scan"));

        // A run that looks at what was known before still sees it.
        Assert.Equal(1, await hub.CountAsync($"canonical.effective_scans({before})"));
        await ChangeAsync(hub, "events.json", "step/inspection\": \"receive\"", "step/inspection\": \"none\"");
        await AgainAsync(hub);
        Assert.Equal(["ship"], await hub.RowsAsync("SELECT step FROM canonical.effective_trace_event"));
        await ChangeAsync(hub, "events.json", "step/inspection\": \"none\"", "step/inspection\": \"inspector-scan\"");
        Assert.Equal((0, null), await AgainAsync(hub));
        Assert.Equal(1, await hub.CountAsync("canonical.effective_scan"));
    }

    [Fact]
    public async Task Rows_of_a_table_that_read_as_another_event_do_not_go_on_beside_it()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.csv", Table);
        await hub.SucceedAsync("events");
        await ChangeAsync(hub, "events.json", "\"出库\": \"ship\"", "\"出库\": \"receive\"");
        Assert.Equal((2, "2 steps and scans count no more"), await AgainAsync(hub));
        var read = await hub.RowsAsync(Effective);
        Assert.Equal(2, read.Count);
        Assert.All(read, row => Assert.StartsWith("receive|", row));

        // The same as in a hub that never knew the former rules.
        await using var other = await OpenAsync(postgres);
        await ChangeAsync(other, "events.json", "\"出库\": \"ship\"", "\"出库\": \"receive\"");
        Drop(other, "a.csv", Table);
        await other.SucceedAsync("events");
        Assert.Equal(await other.RowsAsync(Effective), read);
    }

    [Fact]
    public async Task What_is_rejected_now_counts_no_more_and_comes_back_with_the_rule()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1"), Scan("1"), Ship("2", minute: "05")));
        Drop(hub, "b.json", Document(Ship("1")));
        await hub.SucceedAsync("events");
        var expected = await hub.RowsAsync(Effective);
        await ChangeAsync(hub, "events.json", "\"https://trace.example.cn/dealer/{dealer}\",", "");
        Assert.Equal(2, (await AgainAsync(hub)).Ended);
        Assert.Equal(["inspector"], await hub.RowsAsync("SELECT actor FROM canonical.effective_scan"));
        Assert.Equal(0, await hub.CountAsync("canonical.effective_trace_event"));
        Assert.Equal(2, await hub.CountAsync("raw.event WHERE outcome = 'NotCustody' AND reason <> ''"));
        await ChangeAsync(hub, "events.json", "\"templates\": [",
            "\"templates\": [\"https://trace.example.cn/dealer/{dealer}\",");
        await AgainAsync(hub);
        Assert.Equal(expected, await hub.RowsAsync(Effective));
    }

    [Fact]
    public async Task A_code_that_is_damaged_by_the_rules_of_today_leaves_the_scan_of_the_others()
    {
        await using var hub = await OpenAsync(postgres);
        var two = Scan("1").Replace(
            "[\"urn:epc:id:sgtin:4012345.011111.1\"]", "[\"AB123456\", \"LOOSE7\"]", StringComparison.Ordinal);
        Drop(hub, "a.json", Document(two));
        await hub.SucceedAsync("events");
        Assert.Equal(2, await hub.CountAsync("canonical.effective_scan"));
        await ChangeAsync(hub, "diversion.json", "\"patterns\": []",
            "\"patterns\": [{ \"name\": \"own\", \"pattern\": \"[A-Z]{2}[0-9]{6}\" }]");
        Assert.Equal(1, (await AgainAsync(hub)).Ended);
        Assert.Equal(["AB123456"], await hub.RowsAsync("SELECT code FROM canonical.effective_scan"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_at_all_any_more_keeps_what_it_said()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.csv", Table);
        await hub.SucceedAsync("events");
        var expected = await hub.RowsAsync(Effective);
        await ChangeAsync(hub, "events.json", "[\"码\", ", "[");
        var run = await hub.RunAsync("events", "again");
        Assert.Equal((RunStatus.Incomplete, "refused: events/a.csv"), (run.Status, run.Note));
        Assert.Equal(expected, await hub.RowsAsync(Effective));
    }

    [Fact]
    public async Task Says_what_it_leaves_in_the_folder_and_why()
    {
        await using var hub = await OpenAsync(postgres);
        Drop(hub, "a.json", Document(Ship("1")));
        var large = Path.Combine(hub.Paths.Data, "drop", "events", "large.json");
        await using (var file = File.Create(large))
        {
            file.SetLength((128L * 1024 * 1024) + 1);
        }

        var run = await hub.RunAsync("events");
        Assert.Equal((RunStatus.Incomplete, "left in the folder: large.json"), (run.Status, run.Note));
        Assert.Equal(
            ["large.json|not-taken|it has 134,217,729 bytes; the limit is 134,217,728|True"],
            await hub.RowsAsync(
                """
                SELECT file, code, trim(trailing '.' FROM split_part(message, ': ', 2)), remedy <> ''
                  FROM ops.rejected_row
                """));
        Assert.Equal(1, await hub.CountAsync("canonical.trace_event"));
        Assert.True(File.Exists(large));

        // As long as it lies there every run says so; taken away, the run has nothing to say.
        Assert.Equal(RunStatus.Incomplete, (await hub.RunAsync("events")).Status);
        File.Delete(large);
        Assert.Null((await hub.SucceedAsync("events")).Note);
    }

    private static async Task ChangeAsync(TestHub hub, string file, string old, string fresh)
    {
        var path = Path.Combine(hub.Paths.Config, file);
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, fresh, StringComparison.Ordinal));
    }

    private static async Task<(int Ended, string? Note)> AgainAsync(TestHub hub)
    {
        var run = await hub.SucceedAsync("events", "again");
        using var counts = JsonDocument.Parse(run.Counts);
        return (counts.RootElement.GetProperty("ended").GetInt32(), run.Note);
    }
}
