using DealerIntegration.Domain.Canonical;
using DealerIntegration.Domain.Diversion.Codes;
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
        Assert.StartsWith("Read as a private code\nCode I1, product P1", text);
        Assert.Contains("      - Dealer D1 sent the goods back with document RET1", text);
        Assert.Contains("On its way back from dealer D1 since 2026-10-02 16:00 by document RET1.", text);
        Assert.Contains("BOX left the principal for dealer D1 with document OUT1", text);
        Assert.Contains($"(run {run.Id})", text);
        Assert.Contains("NotPacked: I1 was taken out of OTHER, but was not in it.", text);
        Assert.Equal(["I1|NotPacked"], await hub.RowsAsync("SELECT code, fault FROM result.custody_problem"));
        Assert.Contains("hub rejected", run.Note);
    }

    [Theory]
    [InlineData("(01)04012345111118(21)2017")]
    [InlineData("]d2010401234511111821" + "2017")]
    [InlineData("0104012345111118" + "212017{GS}10ABC")]
    [InlineData("https://brand.example/01/04012345111118/21/2017?17=271231")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.2017")]
    [InlineData("/01/04012345111118/21/2017")]
    public async Task A_code_is_found_in_whatever_syntax_it_was_scanned_printed_or_sent(string written)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(
            TraceDatasets.TraceEvents, Event("E1", "commission", 1, "/01/04012345111118/21/2017", product: "P1"));
        var text = await TellAsync(hub, written);
        Assert.StartsWith("Read as a GS1 item (01)04012345111118(21)2017\n", text);
        Assert.Contains("Code /01/04012345111118/21/2017, product P1", text);
    }

    [Fact]
    public async Task A_code_that_was_kept_as_it_was_written_is_found_and_said_to_be_taken_as_it_stands()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        await hub.SeedAsync(TraceDatasets.TraceEvents, Event("E1", "commission", 1, "OLD-7", product: "P1"));
        var rules = new CodeRules([new PrivateCode("bottle", "B[0-9]{8}")]);
        Assert.StartsWith("Taken as it stands: 'OLD-7' is neither", await TellAsync(hub, "old-7", rules));
        var none = await Assert.ThrowsAsync<UsageException>(() => TellAsync(hub, "OLD-8", rules));
        Assert.Equal(
            "'OLD-8' is no code: 'OLD-8' is neither a GS1 code nor one of the kinds bottle. Correct the code, or add "
            + "its kind to codes.patterns.",
            none.Message);
        Assert.Contains("Read as a private code of the kind bottle", (await Assert.ThrowsAsync<UsageException>(
            () => TellAsync(hub, "b12345678", rules))).Message);
    }

    [Theory]
    [InlineData("(01)04012345111119(21)2017", "is no code: ")]
    [InlineData("(01)04012345111118", "that is no single thing")]
    [InlineData(" ", "The code is empty. Scan or enter it.")]
    public async Task What_names_no_single_thing_is_told_with_what_to_do(string written, string answer)
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        Assert.Contains(answer, (await Assert.ThrowsAsync<UsageException>(() => TellAsync(hub, written))).Message);
    }

    [Fact]
    public async Task Says_so_when_nothing_names_the_code()
    {
        await using var hub = await TestHub.OpenAsync(postgres);
        var error = await Assert.ThrowsAsync<UsageException>(() => TellAsync(hub, "NEVER"));
        Assert.Contains("No event", error.Message);
    }

    private static Task<string> TellAsync(TestHub hub, string code, CodeRules? rules = null) =>
        hub.Database.RolledBackAsync(
            transaction => ExplainCodeCommand.TellAsync(
                transaction, hub.Paths, code, rules ?? CodeRules.None, CancellationToken.None),
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
