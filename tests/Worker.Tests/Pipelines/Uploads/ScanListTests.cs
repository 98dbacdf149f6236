using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>
/// What a dealer scans at its own doors confirms what others have recorded. It moves no goods, and accuses nobody.
/// </summary>
public sealed class ScanListTests(PostgresFixture postgres)
{
    private const string Events =
        "SELECT step, from_dealer, to_dealer, codes, document FROM canonical.trace_event ORDER BY codes, happened_at";

    private const string Standings = "SELECT code, direction, standing FROM canonical.dealer_scan ORDER BY key";

    [Fact]
    public async Task What_was_shipped_to_the_dealer_is_confirmed_and_its_sale_noted()
    {
        await using var stage = await OpenAsync();
        await stage.SendAsync("扫码.xlsx", List(
            ["C-1", "入库", "2026-10-03 09:00", "RK-1"], ["C-2", "入库", "2026-10-03 09:01", "RK-1"],
            ["C-1", "出库", "2026-10-09 15:30", "CK-9"]));
        Assert.Equal(["dealer-scans|Accepted|3|0"], await stage.Hub.RowsAsync(
            "SELECT dataset, verdict, rows_in, rejected FROM raw.upload"));
        Assert.Equal(
            ["receive||D001|C-1|RK-1", "sell|D001||C-1|CK-9", "receive||D001|C-2|RK-1"],
            await stage.Hub.RowsAsync(Events));
        Assert.Equal(["2026-10-03 01:00:00"], await stage.Hub.RowsAsync(
            "SELECT to_char(min(happened_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') FROM canonical.trace_event"));
    }

    [Fact]
    public async Task Codes_nobody_knows_or_of_another_dealer_are_refused_without_a_word_of_whose_they_are()
    {
        await using var stage = await OpenAsync();
        await stage.SendAsync("扫码.xlsx", List(
            ["C-1", "入库", "2026-10-03 09:00", null], ["OTHER-1", "入库", "2026-10-03 09:01", null],
            ["GHOST-1", "入库", "2026-10-03 09:02", null]));
        Assert.Equal(["AcceptedWithRejects|3|2"], await stage.Hub.RowsAsync(
            "SELECT verdict, rows_in, rejected FROM raw.upload"));
        Assert.Equal(["not-shipped-here|A", "unknown-code|A"], await stage.Hub.RowsAsync(
            "SELECT code, col FROM ops.rejected_row ORDER BY row_no"));
        Assert.Equal(["C-1|in|held"], await stage.Hub.RowsAsync(Standings));
        Assert.DoesNotContain("D002", stage.Reply("扫码.标注.xlsx"));
    }

    [Fact]
    public async Task Kept_as_a_warning_such_rows_still_move_nothing()
    {
        var shipped = await File.ReadAllTextAsync(Repository.Path("config/uploads/scans.json"));
        var lenient = shipped.Replace(
            "\"unknown\": \"error\", \"elsewhere\": \"error\"", "\"unknown\": \"warning\", \"elsewhere\": \"warning\"",
            StringComparison.Ordinal);
        Assert.NotEqual(shipped, lenient);
        var files = new Dictionary<string, string> { ["uploads/scans.json"] = lenient };
        await using var stage = await OpenAsync(new TestConfig { Files = files });
        await stage.SendAsync("扫码.xlsx", List(
            ["OTHER-1", "入库", "2026-10-03 09:01", null], ["GHOST-1", "出库", "2026-10-03 09:02", null]));
        Assert.Equal(["Accepted|2|0|2"], await stage.Hub.RowsAsync(
            "SELECT verdict, rows_in, rejected, warnings FROM raw.upload"));
        Assert.Equal(["GHOST-1|out|unknown", "OTHER-1|in|elsewhere"], await stage.Hub.RowsAsync(Standings));
        Assert.Equal(0, await stage.Hub.CountAsync("canonical.trace_event"));
    }

    [Fact]
    public async Task A_sub_dealer_may_scan_what_was_shipped_to_the_dealer_above_it()
    {
        await using var stage = await OpenAsync();
        await stage.SendAsync("扫码.xlsx", List(["C-1", "入库", "2026-10-05 09:00", null]), "D003");
        Assert.Equal(["C-1|in|supplier"], await stage.Hub.RowsAsync(Standings));
        Assert.Equal(0, await stage.Hub.CountAsync("canonical.trace_event"));
    }

    [Fact]
    public async Task Scanned_before_the_shipment_was_recorded_it_is_kept_and_opens_no_gap()
    {
        await using var stage = await OpenAsync();
        await stage.SendAsync("扫码.xlsx", List(["C-1", "入库", "2026-10-01", null]));
        // The warehouse wrote 2 October.
        Assert.Equal(["C-1|in|other-time"], await stage.Hub.RowsAsync(Standings));
        Assert.Equal(0, await stage.Hub.CountAsync("canonical.trace_event"));
    }

    [Fact]
    public async Task A_long_list_is_checked_as_a_short_one()
    {
        await using var stage = await OpenAsync();
        var codes = Enumerable.Range(1, 6_000).ToList();
        await stage.Hub.SeedAsync(TraceDatasets.Codes, [.. codes.Select(i => Code($"L-{i:00000}", "D001"))]);
        var csv = string.Concat(codes.Take(5_999).Select(i => $"L-{i:00000},入库,2026-10-05 10:00\n"));
        var padding = string.Concat(Enumerable.Range(0, 45_000).Select(
            i => $"L-{i % 6_000:00000},出库,2026-10-{10 + (i / 6_000)}\n"));
        var body = System.Text.Encoding.UTF8.GetBytes(
            "追溯码,扫码类型,扫码时间\nGHOST-9,入库,2026-10-05 10:00\n" + csv + padding);
        await stage.SendAsync("long.csv", body);
        Assert.Equal(["AcceptedWithRejects|51000"], await stage.Hub.RowsAsync(
            "SELECT verdict, rows_in FROM raw.upload"));
        Assert.Equal(["unknown-code"], await stage.Hub.RowsAsync("SELECT DISTINCT code FROM ops.rejected_row"));
        Assert.Equal(5_999, await stage.Hub.CountAsync("canonical.trace_event WHERE step = 'receive'"));
    }

    private static byte[] List(params object?[][] rows) =>
        Tables.Of([["追溯码", "扫码类型", "扫码时间", "单据号"], .. rows]);

    private async Task<DropStage> OpenAsync(TestConfig? config = null)
    {
        var stage = await DropStage.OpenAsync(postgres, config);
        await stage.Hub.SeedAsync(Datasets.Dealers, Documents.Dealer("D003", parent: "D001"));
        await stage.Hub.SeedAsync(
            TraceDatasets.Codes, Code("C-1", "D001"), Code("C-2", "D001"), Code("OTHER-1", "D002"));
        return stage;
    }

    private static MappedDocument Code(string code, string dealer) => Documents.Of(
        TraceDatasets.Codes,
        [
            ("code", code), ("level", "item"), ("product_code", "P1"), ("dealer_code", dealer),
            ("shipment_number", "S1"), ("shipped_at", new DateTimeOffset(2026, 10, 2, 2, 0, 0, TimeSpan.Zero)),
        ]);
}
