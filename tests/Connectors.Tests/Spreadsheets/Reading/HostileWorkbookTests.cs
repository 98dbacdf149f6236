using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Gate;
using DealerIntegration.Connectors.Spreadsheets.Reading;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Reading;

/// <summary>Workbooks made to exhaust whoever opens them: opened or refused, soon and in little memory.</summary>
public sealed class HostileWorkbookTests
{
    private const long MostAllocated = 64L * 1024 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // Where a limit other than the one that is meant would strike first.
    private static readonly GateLimits Wide = new() { Ratio = 100_000, Cells = 20_000_000, Characters = 200_000_000 };

    [Fact]
    public void A_million_blank_rows_are_no_row()
    {
        var opened = Open(Blank(1_000_000), Wide);

        Assert.Null(opened.Refusal);
        Assert.Empty(opened.Sheets.Single().Rows);
    }

    [Fact]
    public void One_cell_in_the_last_place_is_one_cell()
    {
        var opened = Open(RawWorkbook.Of(w => w.Write("<row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row>")));

        Assert.Equal("XFD1048576", opened.Sheets.Single().Rows.Single().Cells.Single().Address);
    }

    [Fact]
    public void Rows_as_wide_as_a_sheet_are_read_and_counted()
    {
        var content = RawWorkbook.Of(w => Rows(w, 60, 16_384, (_, c) => $"<v>{c}</v>"));
        var sheet = Open(content, Wide).Sheets.Single();

        Assert.Equal(60 * 16_384, sheet.Rows.Sum(r => r.Cells.Count));
        Assert.InRange(sheet.Edges.Sum(r => r.Cells.Count), 1, 2 * SheetGrid.EdgeCells);
        Assert.Equal(60, sheet.Tail[^1].Number);
        Assert.Equal("too-many-cells", Code(content, Wide with { Cells = 900_000 }));
    }

    [Fact]
    public void A_text_of_a_megabyte_in_twelve_thousand_cells_is_refused_before_it_is_one_in_each()
    {
        var content = RawWorkbook.Of(
            w => Rows(w, 1_000, 12, (_, _) => "<v>0</v>", "t=\"s\""), new string('x', 1024 * 1024));

        Assert.Equal("too-many-cells", Code(content, Wide));
        Assert.Equal("unpacks-too-large", Code(content, GateLimits.Default));
    }

    [Fact]
    public void Elements_deeper_than_allowed_are_refused() => Assert.Equal(
        "bad-xml", Code(RawWorkbook.Of(w => w.Write(string.Concat(Enumerable.Repeat("<row>", 100_000)))), Wide));

    [Fact]
    public void More_cells_in_a_row_than_a_sheet_has_columns_are_refused() => Assert.Equal(
        "unreadable",
        Code(
            RawWorkbook.Of(w => w.Write(
                $"<row r=\"1\">{string.Concat(Enumerable.Repeat("<c r=\"A1\"><v>1</v></c>", 40_000))}</row>")),
            Wide));

    [Theory]
    [InlineData("dtd", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>")]
    [InlineData("bad-xml", "<worksheet><sheetData><row>")]
    [InlineData("bad-xml", "<worksheet><sheetData><row></sheetData></row></worksheet>")]
    [InlineData("bad-xml", "<worksheet><sheetData><row r=\"0\"/></sheetData></worksheet>")]
    [InlineData("bad-xml", "<worksheet><sheetData/><mergeCells><mergeCell ref=A1:A2/></mergeCells></worksheet>")]
    public void A_sheet_that_is_no_sound_xml_is_refused_as_any_other_part_is(string code, string sheet) =>
        Assert.Equal(code, Code(RawWorkbook.OfParts(w => w.Write(sheet)), Wide));

    [Fact]
    public void More_merged_ranges_than_allowed_are_refused() => Assert.Equal(
        "too-many-cells",
        Code(
            RawWorkbook.OfParts(w => w.Write(
                "<worksheet><sheetData/><mergeCells>"
                + string.Concat(Enumerable.Range(1, 101).Select(i => $"<mergeCell ref=\"A{i}:B{i}\"/>"))
                + "</mergeCells></worksheet>")),
            Wide with { MergedRanges = 100 }));

    [Fact]
    public void A_sheet_that_lies_about_its_length_or_checksum_is_refused()
    {
        var content = RawWorkbook.Of(w => Rows(w, 500, 4, (r, c) => $"<v>{r * c}</v>"));

        Assert.Null(Open(content).Refusal);
        Assert.Equal("bad-xml", Code(Changed(content, at: 24, value: 100), Wide));
        Assert.Equal("zip-structure", Code(Changed(content, at: 16, value: 12_345), Wide));
    }

    [Fact]
    public void Rows_in_no_order_are_put_right_as_long_as_they_can_be_held()
    {
        static byte[] Backwards(int rows) => RawWorkbook.Of(w =>
        {
            for (var r = rows; r > 0; r--)
            {
                w.Write($"<row r=\"{r}\"><c r=\"A{r}\"><v>{r}</v></c></row>");
            }
        });

        Assert.Equal(
            Enumerable.Range(1, 1_000), Open(Backwards(1_000)).Sheets.Single().Rows.Select(r => r.Number));
        Assert.Equal("rows-in-no-order", Code(Backwards(200_001), Wide));
    }

    [Fact]
    public void Memory_does_not_grow_with_rows()
    {
        var content = RawWorkbook.Of(w => Rows(w, 150_000, 6, (r, c) => $"<v>{r + c}</v>"));
        var sheet = Open(content, Wide).Sheets.Single();
        var seen = new List<WeakReference>();
        foreach (var row in sheet.Rows)
        {
            seen.Add(new WeakReference(row));
            Assert.Equal(seen.Count, row.Number);
        }

        GC.Collect();
        Assert.InRange(seen.Count(r => r.IsAlive), 0, 2);
        Assert.Equal((150_000, 150_000), (seen.Count, sheet.RowCount));
        Assert.Equal(900_000, sheet.CellCount);
        Assert.Equal((200, 200), (sheet.Head.Count, sheet.Tail.Count));
        Assert.Equal((149_801, 150_000), (sheet.Tail[0].Number, sheet.Tail[^1].Number));
        GC.KeepAlive(sheet);
    }

    private static byte[] Blank(int rows) => RawWorkbook.Of(w =>
    {
        for (var r = 1; r <= rows; r++)
        {
            w.Write($"<row r=\"{r}\" ht=\"15\"/>");
        }
    });

    private static void Rows(
        TextWriter writer, int rows, int columns, Func<int, int, string> value, string attributes = "")
    {
        for (var r = 1; r <= rows; r++)
        {
            writer.Write($"<row r=\"{r}\">");
            for (var c = 1; c <= columns; c++)
            {
                writer.Write($"<c r=\"{CellAddress.Of(r, c)}\" {attributes}>{value(r, c)}</c>");
            }

            writer.Write("</row>");
        }
    }

    private static string? Code(byte[] content, GateLimits limits) => Open(content, limits).Refusal?.Code;

    private static OpenedFile Open(byte[] content, GateLimits? limits = null)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var opened = OpenedFile.Open(content, "a.xlsx", _ => new GridResult([]), limits);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
        return opened;
    }

    // The directory's entry of the sheet: its checksum stands 16 bytes into it, its length 24, its name 46.
    private static byte[] Changed(byte[] content, int at, int value)
    {
        byte[] changed = [.. content];
        var entry = changed.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(RawWorkbook.SheetPart)) - 46;
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(entry + at), value);
        return changed;
    }
}
