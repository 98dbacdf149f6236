using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Pipelines.Events;
using static DealerIntegration.Worker.Tests.Pipelines.Events.EventFiles;

namespace DealerIntegration.Worker.Tests.Pipelines.Diversion;

/// <summary>One code is one code however it is written, and one scan is one scan whoever tells of it.</summary>
public sealed class SpellingTests(PostgresFixture postgres)
{
    private const string Abroad = "610100";

    private static readonly string[] Spellings =
    [
        "(01)04012345111118(21)1",
        "(01)4012345111118(21)1",
        "0104012345111118211",
        "]C10104012345111118211",
        "https://shop.example/p/01/4012345111118/21/1?17=261231",
        "urn:epc:id:sgtin:4012345.011111.1",
        "/01/04012345111118/21/1",
    ];

    [Fact]
    public async Task Scans_in_every_spelling_match_the_shipment_that_named_one_of_them()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.Scans.AddRange(Spellings);
        wms.Seen = n => ($"2026-10-12 10:{n:00}:00", Abroad, "PDA-7");
        await using var hub = await OpenAsync(wms);
        Drop(hub, "out.json", Document(Ship("1")));
        await hub.SucceedAsync("events");
        await hub.SucceedAsync("import", "wms/scans");
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        Assert.Equal(["/01/04012345111118/21/1|1|7"], await hub.RowsAsync(
            "SELECT code, count(DISTINCT tableoid), count(*) FROM canonical.scan GROUP BY code"));
        Assert.Equal(["D001|1|7"], await hub.RowsAsync(
            "SELECT dealer_code, count(DISTINCT shipment_number), count(*) FROM result.scan_verdict GROUP BY 1"));

        // As they were read they can still be shown; the normal form itself is not kept twice.
        Assert.Equal(
            Spellings.SkipLast(1).Order(StringComparer.Ordinal),
            (await hub.RowsAsync("SELECT code_as_read FROM canonical.scan WHERE code_as_read IS NOT NULL"))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_numbering_of_the_principal_holds_for_imports_as_for_event_files()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.Scans.Add("https://q.brand.example/c/ab123456");
        wms.Seen = _ => ("2026-10-12 10:00:00", Abroad, "PDA-7");
        await using var hub = await OpenAsync(wms);
        var rules = Path.Combine(hub.Paths.Config, "diversion.json");
        await File.WriteAllTextAsync(rules, (await File.ReadAllTextAsync(rules)).Replace(
            "\"patterns\": []",
            """
            "patterns": [
              { "name": "web", "pattern": "(https://q\\.brand\\.example/c/)?(?<code>[A-Z]{2}\\d{6})" }]
            """,
            StringComparison.Ordinal));
        Drop(hub, "out.json", Document(Ship("1").Replace(
            "urn:epc:id:sgtin:4012345.011111.1", "AB123456", StringComparison.Ordinal)));
        await hub.SucceedAsync("events");
        await hub.SucceedAsync("import", "wms/scans");
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        Assert.Equal(["AB123456|https://q.brand.example/c/ab123456"], await hub.RowsAsync(
            "SELECT code, code_as_read FROM canonical.scan"));
        Assert.Equal(["AB123456|D001"], await hub.RowsAsync("SELECT code, dealer_code FROM result.scan_verdict"));
    }

    [Fact]
    public async Task A_scan_of_the_warehouse_and_of_a_file_is_one()
    {
        await using var wms = await FakeWms.StartAsync();
        wms.Scans.Add("(01)04012345111118(21)1");
        // At the instant, and on the device, that the event of the file names.
        wms.Seen = _ => ("2026-10-20 10:00:00", Abroad, "PDA-1");
        await using var hub = await OpenAsync(wms);
        Drop(hub, "day.json", Document(Ship("1"), Scan("1", Abroad)));
        await hub.SucceedAsync("events");
        await hub.SucceedAsync("import", "wms/scans");
        await hub.SucceedAsync("match-diversion", period: "2026-10");
        Assert.Equal(2, await hub.CountAsync("canonical.effective_scan"));
        Assert.Equal(["E-|Diverted|outside-territory", "ni|Explained|told-twice"], await hub.RowsAsync(
            "SELECT left(event_id, 2), verdict, decided_by FROM result.scan_verdict ORDER BY 1"));
        Assert.Equal(1, await hub.CountAsync(
            "result.scan_verdict WHERE verdict = 'Explained' AND evidence LIKE '%tells of the same scan%on PDA-1%'"));
    }

    private async Task<TestHub> OpenAsync(FakeWms wms)
    {
        var hub = await wms.OpenHubAsync(postgres);
        Assert.NotNull(hub.Get<EventDrop>());
        await hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D001", territory: "330100"));
        return hub;
    }
}
