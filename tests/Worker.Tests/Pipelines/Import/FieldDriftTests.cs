using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;
using DealerIntegration.Worker.Tests.Commands;

namespace DealerIntegration.Worker.Tests.Pipelines.Import;

/// <summary>A field that comes or goes is told by name; one that the mapping reads must not go unseen.</summary>
public sealed class FieldDriftTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Day = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_mapped_field_that_vanishes_is_an_exception_until_a_person_accepts_it()
    {
        await using var sap = await StartAsync();
        await using var hub = await OpenAsync(sap);
        sap.Shape = row => row["Text"] = "t";
        Assert.Null((await hub.SucceedAsync("import", "sap/payments")).Note);
        sap.Shape = _ => { };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var run = await hub.RunAsync("import", "sap/payments");
            Assert.Equal(RunStatus.Incomplete, run.Status);
            Assert.Contains("no longer sends 'Text', which the mapping reads", run.Note);
            Assert.Contains("./hub connectors fields sap/payments --accept", run.Note);
        }

        var (_, shown) = await hub.TypeAsync(ConnectorsCommand.Create(), "connectors", "fields", "sap/payments");
        Assert.Contains("  missing  mapped  always           Text  (run 2)", shown);
        var (code, said) = await hub.TypeAsync(
            ConnectorsCommand.Create(), "connectors", "fields", "sap/payments", "--accept");
        Assert.Equal(0, code);
        Assert.Contains("missed no longer: Text", said);
        Assert.Equal(["connector.fields.accept|sap/payments|-Text"], await hub.RowsAsync(
            "SELECT action, subject, detail FROM ops.audit"));
        Assert.Null((await hub.SucceedAsync("import", "sap/payments")).Note);
        Assert.Equal(0, await hub.CountAsync("ops.field_sample"));
    }

    [Fact]
    public async Task A_new_field_is_a_note_of_the_run_that_met_it_and_no_more()
    {
        await using var sap = await StartAsync();
        await using var hub = await OpenAsync(sap);
        await hub.SucceedAsync("import", "sap/payments");
        sap.Shape = row => row["Bank"] = new { Name = "ICBC" };
        var run = await hub.SucceedAsync("import", "sap/payments");
        Assert.Contains("now also sends 'Bank', 'Bank.Name'", run.Note);
        Assert.Null((await hub.SucceedAsync("import", "sap/payments")).Note);
        sap.Shape = _ => { };
        Assert.Contains(
            "no longer sends 'Bank'", (await hub.SucceedAsync("import", "sap/payments")).Note);
        Assert.Null((await hub.SucceedAsync("import", "sap/payments")).Note);
        sap.Shape = row => row["Bank"] = null;
        Assert.Contains("sends again 'Bank'", (await hub.SucceedAsync("import", "sap/payments")).Note);
    }

    [Fact]
    public async Task A_pull_that_is_not_whole_or_of_another_system_teaches_nothing()
    {
        await using var sap = await StartAsync();
        await using var hub = await OpenAsync(sap);
        await hub.SucceedAsync(
            "import", "sap/payments",
            parameters: ImportRequest.Parameters(null, sap.Address, null, null, everything: false));
        sap.Payments.Add(sap.Payments[1]);
        Assert.Equal(RunStatus.Incomplete, (await hub.RunAsync("import", "sap/payments")).Status);
        Assert.Equal(0, await hub.CountAsync("ops.source_field"));
        sap.Payments.RemoveAt(sap.Payments.Count - 1);
        await hub.SucceedAsync("import", "sap/payments");
        Assert.Equal(
            ["Amount|known", "Day|known", "Dealer|known", "Number|known"],
            await hub.RowsAsync("SELECT path, status FROM ops.source_field ORDER BY path"));
    }

    [Theory]
    [InlineData(100, 100, 4, false, false)]
    [InlineData(100, 100, 5, true, true)]
    [InlineData(50, 100, 9, false, false)]
    [InlineData(50, 100, 10, true, false)]
    [InlineData(1, 100, 499, false, false)]
    [InlineData(1, 100, 500, true, false)]
    public void A_field_is_missed_once_it_should_have_come_several_times(
        long times, long within, long looked, bool isTold, bool isException)
    {
        var known = new SourceField("a", FieldStatus.Known, times, within, 0, 1);
        var drift = FieldDrift.Of([known], Met(("", 0, looked), ("b", looked, 0)), new HashSet<string> { "a" }, 2);
        Assert.Equal((isTold, isException), (
            drift.Fields.Single(f => f.Path == "a").Status == FieldStatus.Missing, drift.IsException));
    }

    [Fact]
    public void Small_pulls_add_up_until_a_field_is_missed()
    {
        var known = new SourceField("a", FieldStatus.Known, 100, 100, 0, 1);
        foreach (var run in Enumerable.Range(2, 4))
        {
            var drift = FieldDrift.Of([known], Met(("", 0, 1)), new HashSet<string> { "a" }, run);
            Assert.False(drift.IsException);
            known = Assert.Single(drift.Fields);
        }

        Assert.True(FieldDrift.Of([known], Met(("", 0, 1)), new HashSet<string> { "a" }, 6).IsException);
    }

    [Fact]
    public void Of_a_record_that_vanishes_the_record_is_named_and_not_each_field_of_it()
    {
        SourceField Known(string path) => new(path, FieldStatus.Known, 50, 50, 0, 1);
        var drift = FieldDrift.Of(
            [Known("to"), Known("to.name"), Known("to.city")], Met(("", 0, 50)), new HashSet<string> { "to.name" }, 2);
        Assert.True(drift.IsException);
        Assert.Equal(
            "the source no longer sends 'to', which the mapping reads: mend the mapping, or confirm it with "
            + "./hub connectors fields x/y --accept and pull again",
            drift.Note("x/y"));
    }

    private static Dictionary<string, FieldCount> Met(params (string Path, long Times, long Within)[] fields) =>
        fields.ToDictionary(f => f.Path, f => new FieldCount(f.Times, f.Within));

    private static async Task<FakeSap> StartAsync()
    {
        var sap = await FakeSap.StartAsync();
        sap.Payments.AddRange(Enumerable.Range(1, 6).Select(n => new SapPayment($"{n}", Day, n)));
        return sap;
    }

    private async Task<TestHub> OpenAsync(FakeSap sap)
    {
        var hub = await sap.OpenHubAsync(postgres);
        await File.WriteAllTextAsync(
            Path.Combine(hub.Paths.Config, "connectors", "sap.json"),
            sap.ConnectorJson().Replace(
                "\"amount\":", "\"text\": { \"path\": \"Text\", \"default\": \"-\" }, \"amount\":"));
        return hub;
    }
}
