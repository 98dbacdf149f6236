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
        var sheet = Sheet();
        var wire = Wire(sheet);
        var read = GridSpool.Read(wire, wire.Length, GateLimits.Default);

        Assert.Null(read.Refusal);
        Assert.Equivalent(sheet, read.Sheets.Single(), strict: true);
    }

    [Fact]
    public void Grids_that_are_cut_short_are_no_grids()
    {
        var wire = Wire(Sheet());
        for (var length = 0; length < wire.Length; length++)
        {
            Assert.Throws<EndOfStreamException>(() => GridSpool.Read(wire, length, GateLimits.Default));
        }
    }

    // The child has read a hostile file and may be under its control.
    [Fact]
    public void Whatever_a_child_sends_is_a_grid_or_a_verdict()
    {
        var (sound, ended) = (0, 0);
        var wire = Wire(Sheet());
        for (var i = 0; i < wire.Length * byte.MaxValue; i++)
        {
            byte[] changed = [.. wire];
            changed[i / byte.MaxValue] ^= (byte)((i % byte.MaxValue) + 1);
            try
            {
                sound += GridSpool.Read(changed, changed.Length, GateLimits.Default).Sheets.Sum(s => s.Rows.Count());
            }
            catch (EndOfStreamException)
            {
                ended++;
            }
        }

        Assert.True(sound > 0 && ended > 0);
    }

    private static SheetGrid Sheet() =>
        new("十月", Hidden: true,
        [
            new GridRow(3, Hidden: false,
            [
                new GridCell(3, 1, "000123", CellKind.Text),
                new GridCell(3, 2, "12.5", CellKind.Number, 12.5m, Computed: true),
                new GridCell(3, 700, "2026-10-05", CellKind.Date, Date: new DateOnly(2026, 10, 5)),
            ]),
            new GridRow(9, Hidden: true, [new GridCell(9, 1, "#N/A", CellKind.Error, Defect: "error-value")]),
        ]);

    private static byte[] Wire(SheetGrid sheet)
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

        return wire.ToArray();
    }
}
