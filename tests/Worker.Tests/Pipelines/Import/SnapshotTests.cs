using System.Globalization;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>
/// What a list of everything does not hold any more is gone (快照比对): surely, not too much of it at once, and nothing
/// that still stands.
/// </summary>
public sealed class SnapshotTests(PostgresFixture postgres)
{
    private const string Rule = """{ "lagSeconds": 0, "overlapMinutes": 10, "longestHours": 48 }""";

    private static readonly DateTimeOffset Day = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Accepted = ImportRequest.Parameters(null, null, null, null, false, acceptGone: true);

    private static readonly string Everything = ImportRequest.Parameters(null, null, null, null, everything: true);

    [Fact]
    public async Task What_was_deleted_at_the_source_is_closed_and_comes_back_when_it_does()
    {
        await using var sap = await StartAsync(5);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var watermark = await hub.ScalarAsync<long>("SELECT max(seq) FROM canonical.payment");
        var third = sap.Payments[2];
        sap.Payments.Remove(third);

        var run = await hub.SucceedAsync("import", "sap/payments");

        Assert.Equal("1 document (03) is gone at the source", run.Note);
        Assert.Equal((1L, 0L), (ImportCounts.Parse(run.Counts).Gone, ImportCounts.Parse(run.Counts).Added));
        Assert.Equal(["01", "02", "04", "05"], await StandingAsync(hub));
        Assert.Equal([$"payments|sap|03|snapshot|{run.Id}"], await hub.RowsAsync(
            """
            SELECT g.dataset, g.source, g.key, g.reason, g.run_id FROM canonical.gone g
              JOIN canonical.payment p ON p.until_seq = g.seq AND p.key = g.key
            """));
        Assert.Equal(["True|1"], await hub.RowsAsync(
            $"SELECT complete, gone FROM ops.certificate WHERE run_id = {run.Id}"));
        Assert.Equal(5, await hub.CountAsync(
            $"canonical.payment WHERE seq <= {watermark} AND until_seq > {watermark}"));
        Assert.Equal(0, await hub.CountAsync("ops.seen_key"));

        sap.Payments.Add(third);
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(["01", "02", "03", "04", "05"], await StandingAsync(hub));
    }

    [Fact]
    public async Task What_was_passed_over_while_others_went_and_came_is_not_gone()
    {
        await using var sap = await StartAsync(6);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var done = false;
        sap.Before = position =>
        {
            // The count stays as it was, and 03 slips into the page that was read already.
            if (position == 2 && !done)
            {
                done = true;
                sap.Payments.RemoveAt(0);
                sap.Payments.Add(new SapPayment("09", Day));
            }
        };

        var counts = ImportCounts.Parse((await hub.SucceedAsync("import", "sap/payments")).Counts);

        Assert.Equal((1L, 2, 6L), (counts.Gone, counts.Round, counts.Tally.Documents));
        Assert.Equal(["02", "03", "04", "05", "06", "09"], await StandingAsync(hub));
        Assert.Equal(["03"], await hub.RowsAsync("SELECT number FROM canonical.payment WHERE number = '03'"));
    }

    [Fact]
    public async Task A_list_that_loses_records_in_every_reading_lets_nothing_go()
    {
        await using var sap = await StartAsync(9);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var next = 20;
        sap.Before = position =>
        {
            if (position == 2)
            {
                sap.Payments.RemoveAt(0);
                sap.Payments.Add(new SapPayment(Number(next++), Day));
            }
        };

        var run = await hub.SucceedAsync("import", "sap/payments");

        Assert.Contains("stay, because records went from the list in each of 3 readings", run.Note);
        Assert.Equal(0, await hub.CountAsync("canonical.gone"));
        sap.Before = _ => { };
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(sap.Payments.Select(p => p.Number).Order(), await StandingAsync(hub));
    }

    [Fact]
    public async Task A_rejected_record_is_not_gone_and_one_without_a_number_stops_all_closing()
    {
        await using var sap = await StartAsync(6);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        sap.Payments[1] = sap.Payments[1] with { Dealer = "" };
        sap.Payments.RemoveAt(2);
        Assert.Equal(1, ImportCounts.Parse((await hub.SucceedAsync("import", "sap/payments")).Counts).Gone);
        Assert.Equal(["01", "02", "04", "05", "06"], await StandingAsync(hub));
        Assert.Equal(1, await hub.CountAsync("ops.rejected_row"));

        sap.Payments[4] = sap.Payments[4] with { Number = "" };
        sap.Payments.RemoveAt(0);
        var run = await hub.SucceedAsync("import", "sap/payments");

        Assert.Contains(
            "2 documents (01, 06) did not come and stay, because 1 rejected rows have no readable key", run.Note);
        Assert.Equal((0L, 2L), (ImportCounts.Parse(run.Counts).Gone, ImportCounts.Parse(run.Counts).Kept));
        Assert.Equal(["01", "02", "04", "05", "06"], await StandingAsync(hub));
    }

    [Fact]
    public async Task So_many_at_once_wait_for_a_persons_word()
    {
        await using var sap = await StartAsync(30);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        sap.Payments.RemoveRange(10, 11);

        var held = await hub.RunAsync("import", "sap/payments");

        Assert.Equal(RunStatus.Incomplete, held.Status);
        Assert.Contains("11 documents (11, 12, 13, 14, 15 and 6 more) of 30 did not come", held.Note);
        Assert.Contains("./hub import sap/payments --accept-gone", held.Note);
        Assert.Equal(11, ImportCounts.Parse(held.Counts).Kept);
        Assert.Equal(30, (await StandingAsync(hub)).Count);

        Assert.Equal(11, ImportCounts.Parse(
            (await hub.SucceedAsync("import", "sap/payments", parameters: Accepted)).Counts).Gone);
        Assert.Equal(19, (await StandingAsync(hub)).Count);

        // Ten are few, whatever their share.
        sap.Payments.RemoveRange(0, 10);
        Assert.Equal(10, ImportCounts.Parse((await hub.SucceedAsync("import", "sap/payments")).Counts).Gone);
    }

    [Fact]
    public async Task A_mapping_says_how_much_may_go_and_whether_the_list_is_whole_at_all()
    {
        await using var sap = await StartAsync(30);
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        sap.Payments.RemoveRange(10, 11);
        await MapAsync(hub, sap, """{ "whole": false }""");
        Assert.Null((await hub.SucceedAsync("import", "sap/payments")).Note);
        Assert.Equal(30, (await StandingAsync(hub)).Count);

        await MapAsync(hub, sap, """{ "mostPercent": 40 }""");
        Assert.Equal(11, ImportCounts.Parse((await hub.SucceedAsync("import", "sap/payments")).Counts).Gone);
    }

    [Fact]
    public async Task Windows_let_nothing_go_and_everything_does_and_is_sure_of_it()
    {
        await using var sap = await StartAsync(5, DateTimeOffset.UtcNow.AddDays(-1));
        await using var hub = await sap.OpenHubAsync(postgres, Rule);
        await hub.SucceedAsync("import", "sap/payments");
        var reach = await ReachAsync(hub);
        sap.Payments.RemoveAt(0);
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(5, (await StandingAsync(hub)).Count);

        // Stamped beyond the end of any window: a list without one holds it all the same.
        sap.Payments[0] = sap.Payments[0] with { Changed = DateTimeOffset.UtcNow.AddHours(1) };
        sap.Calls.Clear();
        var run = await hub.SucceedAsync("import", "sap/payments", parameters: Everything);

        Assert.Equal((1L, 1), (ImportCounts.Parse(run.Counts).Gone, ImportCounts.Parse(run.Counts).Round));
        Assert.Equal(["02", "03", "04", "05"], await StandingAsync(hub));
        Assert.All(sap.Calls, filter => Assert.Equal("", filter));
        Assert.InRange(await ReachAsync(hub), reach, DateTimeOffset.UtcNow);
        Assert.Equal([$"|"], await hub.RowsAsync(
            $"SELECT from_at, to_at FROM ops.certificate WHERE run_id = {run.Id}"));
    }

    [Fact]
    public async Task Everything_finds_what_a_count_cannot_show_to_be_missing()
    {
        await using var sap = await StartAsync(0);
        await using var hub = await sap.OpenHubAsync(postgres, Rule);
        await hub.SucceedAsync("import", "sap/payments");
        sap.Payments.AddRange(Enumerable.Range(1, 6).Select(n => new SapPayment(Number(n), Day)));
        var done = false;
        sap.Before = position =>
        {
            if (position == 2 && !done)
            {
                done = true;
                sap.Payments.RemoveAt(0);
                sap.Payments.Add(new SapPayment("09", Day));
            }
        };

        await hub.SucceedAsync("import", "sap/payments", parameters: Everything);

        Assert.Superset(sap.Payments.Select(p => p.Number).ToHashSet(), (await StandingAsync(hub)).ToHashSet());
    }

    [Fact]
    public async Task What_another_pull_brought_meanwhile_is_no_concern_of_an_older_list()
    {
        await using var sap = await StartAsync(5);
        await using var hub = await sap.OpenHubAsync(postgres);
        var first = await hub.SucceedAsync("import", "sap/payments");
        sap.Payments.RemoveAt(4);
        sap.Before = position =>
        {
            if (position == 2)
            {
                sap.Before = _ => { };
                hub.ExecuteAsync(
                    $"""
                    INSERT INTO canonical.payment
                        (key, source, content_hash, run_id, number, dealer_code, payment_date, currency, amount)
                    VALUES ('77', 'sap', gen_random_uuid(), {first.Id}, '77', 'C1', '2026-10-05', 'CNY', 1)
                    """).Wait();
            }
        };

        Assert.Equal(1, ImportCounts.Parse((await hub.SucceedAsync("import", "sap/payments")).Counts).Gone);
        Assert.Equal(["01", "02", "03", "04", "77"], await StandingAsync(hub));
    }

    [Fact]
    public async Task What_another_address_brought_is_not_gone_from_this_one()
    {
        await using var sap = await StartAsync(3);
        await using var other = await FakeSap.StartAsync();
        other.Payments.Add(new SapPayment("90", Day));
        await using var hub = await sap.OpenHubAsync(postgres);
        await hub.SucceedAsync("import", "sap/payments");
        var elsewhere = ImportRequest.Parameters(null, other.Address, null, null, everything: false);
        await hub.SucceedAsync("import", "sap/payments", parameters: elsewhere);
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(["01", "02", "03", "90"], await StandingAsync(hub));
    }

    private static string Number(int n) => n.ToString("00", CultureInfo.InvariantCulture);

    private static async Task<FakeSap> StartAsync(int count, DateTimeOffset? changed = null)
    {
        var sap = await FakeSap.StartAsync();
        sap.Payments.AddRange(Enumerable.Range(1, count).Select(n => new SapPayment(Number(n), changed ?? Day, n)));
        return sap;
    }

    private static Task MapAsync(TestHub hub, FakeSap sap, string snapshot) => File.WriteAllTextAsync(
        Path.Combine(hub.Paths.Config, "connectors", "sap.json"),
        sap.ConnectorJson().Replace(
            "\"fields\":", $"\"snapshot\": {snapshot}, \"fields\":", StringComparison.Ordinal));

    private static async Task<DateTimeOffset> ReachAsync(TestHub hub) =>
        new(await hub.ScalarAsync<DateTime>("SELECT reached_at FROM ops.pull_reach"), TimeSpan.Zero);

    private static Task<IReadOnlyList<string>> StandingAsync(TestHub hub) => hub.RowsAsync(
        $"SELECT number FROM canonical.payment WHERE until_seq = {long.MaxValue} ORDER BY number");
}
