using System.Diagnostics;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>A child that does not do what it should, played by programs every system has.</summary>
public sealed class ReadingProcessTests
{
    [Theory]
    [InlineData("sleep", "60")]
    [InlineData("false")]
    [InlineData("echo", "no grid")]
    public void A_child_that_gives_no_answer_is_a_verdict_on_the_file(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var process = new ReadingProcess(program, arguments) { Limit = TimeSpan.FromSeconds(1) };

        // More than a pipe holds: a child that does not read must not block the hub.
        var result = process.Read(new byte[1024 * 1024]);

        Assert.Equal("too-hard-to-read", result.Refusal!.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Grids_travel_without_loss()
    {
        var sheet = new SheetGrid("十月", Hidden: true,
        [
            new GridRow(3, Hidden: false,
            [
                new GridCell(3, 1, "000123", CellKind.Text),
                new GridCell(3, 2, "12.5", CellKind.Number, 12.5m, Computed: true),
                new GridCell(3, 700, "2026-10-05", CellKind.Date, Date: new DateOnly(2026, 10, 5)),
            ]),
            new GridRow(9, Hidden: true, [new GridCell(9, 1, "#N/A", CellKind.Error, Defect: "error-value")]),
        ]);
        var read = Travelled(sheet);

        Assert.Null(read.Refusal);
        Assert.Equivalent(sheet, read.Sheets.Single(), strict: true);
    }

    private static GridResult Travelled(SheetGrid sheet)
    {
        using var wire = new MemoryStream();
        using (var writer = new GridWriter(wire))
        {
            writer.Sheet(sheet.Name, sheet.Hidden);
            foreach (var row in sheet.Rows)
            {
                writer.Row(row);
            }

            writer.End(refusal: null);
        }

        return GridSpool.Read(wire.GetBuffer(), (int)wire.Length, GateLimits.Default);
    }
}
