using static DealerIntegration.Worker.Tests.Pipelines.Events.EventFiles;

namespace DealerIntegration.Worker.Tests.Pipelines.Events;

/// <summary>What counts in the end depends on what was said, not on when, how often or in which file.</summary>
public sealed class EffectiveEventsTests(PostgresFixture postgres)
{
    private static readonly string[] Story =
    [
        Ship("1"), Ship("2", minute: "05"), Scan("1"), Scan("2", "330106"),
        Ship("3", "D002", "10"),
        Ship("3", "D002", "10", more: ErrorDeclaration()), Ship("3", "D003", "10"),
        Scan("3", "440100"), Scan("3", "440100", ErrorDeclaration()), Scan("3", "440300"),
    ];

    private static readonly string[] RightAtFirst =
    [
        Ship("1"), Ship("2", minute: "05"), Ship("3", "D003", "10"),
        Scan("1"), Scan("2", "330106"), Scan("3", "440300"),
    ];

    [Fact]
    public async Task The_order_of_events_is_irrelevant()
    {
        var expected = await EffectiveAsync(Document(Story));
        Assert.Equal(6, expected.Count);
        Assert.Equal(expected, await EffectiveAsync(Document([.. Story.Reverse()])));
        var shuffled = (string[])Story.Clone();
        new Random(20261010).Shuffle(shuffled);
        Assert.Equal(expected, await EffectiveAsync([.. shuffled.Chunk(3).Select(c => Document(c))]));
    }

    [Fact]
    public async Task What_was_corrected_is_as_if_it_had_come_right_at_first() =>
        Assert.Equal(await EffectiveAsync(Document(RightAtFirst)), await EffectiveAsync(Document(Story)));

    [Fact]
    public async Task An_event_delivered_twice_adds_nothing()
    {
        await using var hub = await OpenAsync(postgres);
        await TakeAsync(hub, Document(Story));
        const string versions = """
            SELECT key, seq, until_seq FROM canonical.trace_event
             UNION ALL SELECT key, seq, until_seq FROM canonical.scan ORDER BY 2
            """;
        var once = await hub.RowsAsync(versions);
        await TakeAsync(hub, Document([.. Story, .. Story]), Document([.. Story.Reverse()]));
        Assert.Equal(once, await hub.RowsAsync(versions));
        Assert.Equal(10, await hub.CountAsync("raw.event"));
        Assert.Equal(0, await hub.CountAsync("result.suspected_event"));
    }

    [Fact]
    public async Task A_watermark_sees_what_was_known_then()
    {
        await using var hub = await OpenAsync(postgres);
        await TakeAsync(hub, Document(Ship("3", "D002", "10")));
        var then = await hub.ScalarAsync<long>("SELECT max(seq) FROM canonical.trace_event");
        await TakeAsync(hub, Document(Ship("3", "D002", "10", more: ErrorDeclaration()), Ship("3", "D003", "10")));
        Assert.Equal(["D002"], await hub.RowsAsync($"SELECT to_dealer FROM canonical.effective_trace_events({then})"));
        Assert.Equal(["D003"], await hub.RowsAsync("SELECT to_dealer FROM canonical.effective_trace_event"));
    }

    [Fact]
    public async Task One_event_of_two_sources_counts_once_and_is_void_when_either_says_so()
    {
        await using var hub = await OpenAsync(postgres);
        await TakeAsync(hub, Document(Ship("1"), Ship("2", minute: "05"), Scan("1"), Scan("2")));
        const string columns = "key, source, content_hash, run_id, event_id, declaration, ";
        const string steps = columns + "step, happened_at, codes, to_dealer";
        const string scans = columns + "code, scanned_at, area_code, actor";
        await OtherSourceAsync("trace_event", steps, "", "NULL");
        await OtherSourceAsync("scan", scans, "", "NULL");
        Assert.Equal(4, await hub.CountAsync("canonical.trace_event"));
        Assert.Equal(2, await hub.CountAsync("canonical.effective_trace_event"));
        Assert.Equal(2, await hub.CountAsync("canonical.effective_scan"));
        await OtherSourceAsync("trace_event", steps, "error", "'error'", "codes LIKE '%/1'");
        await OtherSourceAsync("scan", scans, "error", "'error'", "code LIKE '%/1'");
        Assert.Equal(["/01/04012345111118/21/2"], await hub.RowsAsync(
            "SELECT codes FROM canonical.effective_trace_event"));
        Assert.Equal(["/01/04012345111118/21/2"], await hub.RowsAsync("SELECT code FROM canonical.effective_scan"));

        Task OtherSourceAsync(string table, string names, string ending, string declaration, string where = "true") =>
            hub.ExecuteAsync($"""
                INSERT INTO canonical.{table} ({names})
                SELECT {names.Replace("key, source", $"key || '{ending}', 'other'", StringComparison.Ordinal)
                    .Replace("declaration", declaration, StringComparison.Ordinal)}
                  FROM canonical.{table} WHERE source = 'event-files' AND {where}
                """);
    }

    [Fact]
    public async Task The_same_instant_under_another_offset_is_suspected_and_not_merged()
    {
        await using var hub = await OpenAsync(postgres);
        await TakeAsync(hub, Document(Ship("1")), Document(Ship("1", offset: "+07:00")));
        Assert.Equal(2, await hub.CountAsync("canonical.effective_trace_event"));
        Assert.Equal(["other-offset|2.json row 3 column 'event 1'|1.json row 3 column 'event 1'"], await hub.RowsAsync(
            "SELECT reason, place, other_place FROM result.suspected_event"));
        Assert.Contains("(other-offset)", Receipt(hub, "2.json"));
    }

    [Fact]
    public async Task One_id_of_the_sender_for_two_contents_is_told()
    {
        await using var hub = await OpenAsync(postgres);
        await TakeAsync(hub, Document(
            Ship("1", more: ", \"eventID\": \"urn:uuid:1\""),
            Ship("2", more: ", \"eventID\": \"urn:uuid:1\"" + ErrorDeclaration())));
        Assert.Equal(["same-sender-id"], await hub.RowsAsync("SELECT reason FROM result.suspected_event"));
        Assert.Equal(2, await hub.CountAsync("canonical.trace_event"));
    }

    private async Task<IReadOnlyList<string>> EffectiveAsync(params string[] files)
    {
        await using var hub = await OpenAsync(postgres);
        await TakeAsync(hub, files);
        return await hub.RowsAsync(Effective);
    }
}
