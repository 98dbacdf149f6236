using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Diversion;

namespace DealerIntegration.Worker.Tests.Commands;

public sealed class ExplainCodeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tells_the_life_of_a_code_its_scans_and_its_faults()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D1", territory: "330100"));
        await hub.SeedAsync(
            TraceDatasets.TraceEvents,
            Event("E1", "commission", 1, "I1 I2", product: "P1"),
            Event("E2", "pack", 2, "I1 I2", parent: "BOX"),
            Event("E3", "ship", 3, "BOX", to: "D1", document: "OUT1"),
            Event("E4", "return", 40, "I1", from: "D1", document: "RET1"),
            Event("E5", "unpack", 50, "I1", parent: "OTHER"));
        await hub.SeedAsync(TraceDatasets.Scans, DiversionTests.Scan(1, "610100", code: "I1"));
        var run = await hub.SucceedAsync("match-diversion", period: "2026-10");
        var text = await TellAsync(hub, " i1");
        Assert.Contains("Code I1, product P1", text);
        Assert.Contains("On its way back from dealer D1 since 2026-10-02 16:00 by document RET1.", text);
        Assert.Contains("BOX left the principal for dealer D1 with document OUT1", text);
        Assert.Contains($"(run {run.Id})", text);
        Assert.Contains("NotPacked: I1 was taken out of OTHER, but was not in it.", text);
        Assert.Equal(["I1|NotPacked"], await hub.RowsAsync("SELECT code, fault FROM result.custody_problem"));
        Assert.Contains("hub rejected", run.Note);
    }

    [Fact]
    public async Task Says_so_when_nothing_names_the_code()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var error = await Assert.ThrowsAsync<UsageException>(() => TellAsync(hub, "NEVER"));
        Assert.Contains("No event", error.Message);
    }

    private static Task<string> TellAsync(TestHub hub, string code) => hub.Database.RolledBackAsync(
        transaction => ExplainCodeCommand.TellAsync(transaction, hub.Paths, code, CancellationToken.None),
        CancellationToken.None);

    private static Connectors.Mapping.MappedDocument Event(
        string id, string step, int hour, string codes, string? parent = null, string? product = null,
        string? from = null, string? to = null, string? document = null) => Documents.Of(
        TraceDatasets.TraceEvents,
        [
            ("event_id", id), ("step", step), ("happened_at", TraceWorld.Start.AddHours(hour)), ("codes", codes),
            ("parent_code", parent), ("product_code", product), ("from_dealer", from), ("to_dealer", to),
            ("document", document), ("origin", $"events.json, event {id}"),
        ]);
}
