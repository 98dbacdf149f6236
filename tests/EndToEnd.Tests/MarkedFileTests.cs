using System.Security.Cryptography;
using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Reading.Xls;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Corrections;
using DealerIntegration.Domain.Values;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>A marked file goes through another spreadsheet program, and keeps its look and its marks.</summary>
public sealed class MarkedFileTests(PostgresFixture postgres)
{
    private const string ToCorrect = "待更正 To correct";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Saved_by_another_program_it_is_marked_again_in_place_and_taken_once_it_is_corrected(bool alone)
    {
        var sent = Stock();
        var (first, reply) = Read(sent, null);
        Assert.Equal(["A3", "C4"], first.Problems.Select(p => p.Address));
        var resaved = await Recomputed.OfAsync(
            Machine.Require("libreoffice-calc-nogui", "soffice", "libreoffice"), postgres.NewFolder(), reply);
        var (again, second) = Read(resaved, sent);
        Assert.Equal(["A3", "C4"], again.Problems.Select(p => p.Address));

        using var workbook = new XLWorkbook(new MemoryStream(second));
        Assert.DoesNotContain(
            workbook.Worksheet(1).CellsUsed(), c => c.GetString().Contains("副本", StringComparison.Ordinal));
        var marked = workbook.Worksheet("Sheet1");
        Assert.Equal("0012", marked.Cell("A2").GetString());
        Assert.Equal(
            ["A3", "C4"],
            marked.CellsUsed(XLCellsUsedOptions.Comments).Where(c => c.HasComment).Select(c => c.Address.ToString()));
        Assert.Equal(1, Count(marked.Cell("A3").Comment.Text, "[unknown-product]"));
        var toCorrect = workbook.Worksheet(ToCorrect);
        Assert.Equal(
            [$"{Sha(resaved)[..12]}/Sheet1/3", $"{Sha(resaved)[..12]}/Sheet1/4"],
            new[] { "A6", "A7" }.Select(a => toCorrect.Cell(a).GetString()));
        toCorrect.Cell("C6").SetValue<string>("0013");
        toCorrect.Cell("E7").SetValue(20);
        if (alone)
        {
            marked.Delete();
        }

        using var corrected = new MemoryStream();
        workbook.SaveAs(corrected);
        var (last, _) = Read(corrected.ToArray(), resaved);
        Assert.Empty(last.Problems.Select(p => $"{p.Finding.Code} {p.Sheet} {p.Address}"));
        Assert.Equal(
            alone ? ["0013 7", "0014 20"] : ["0012 5", "0013 7", "0014 20"],
            last.Documents.Select(d => $"{d.Values[2]} {d.Values[4]}"));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static byte[] Stock()
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Sheet1");
        object[][] rows =
        [
            ["商品编码", "库存日期", "在库数量"], ["0012", "2026-10-31", 5], ["X-9", "2026-10-31", 7],
            ["0014", "2026-10-31", "约二十"],
        ];
        foreach (var (values, row) in rows.Select((r, i) => (r, i + 1)))
        {
            for (var column = 1; column <= values.Length; column++)
            {
                var cell = sheet.Cell(row, column);
                _ = values[column - 1] is string text
                    ? cell.SetValue<string>(text)
                    : cell.SetValue((int)values[column - 1]);
            }
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    private static (UploadReading Reading, byte[] Reply) Read(byte[] content, byte[]? original)
    {
        var opened = Open(content);
        var reading = Correction.In(opened) is { } correction
            ? Corrected(correction, Open(original!))
            : Read(opened);
        return (reading, UploadReply.Write(reading, opened, ReplyLanguage.Chinese, Sha(content))[0].Content);
    }

    private static UploadReading Corrected(Correction correction, OpenedFile original)
    {
        var open = Read(original).Problems.Where(p => p.Row is not null).Select(p => (p.Sheet!, p.Row!.Value));
        var merged = correction.Merge(new OriginalFile(original), open.ToHashSet());
        return merged.Finish(Read(merged.File));
    }

    private static UploadReading Read(OpenedFile file) => UploadReader.Read(
        file, "D001", UploadDefinitions.Load(Path.Combine(Programs.Root, "config", "uploads")), new Known());

    private static OpenedFile Open(byte[] content) =>
        OpenedFile.Open(content, "库存.xlsx", new ReadingProcess("false", []));

    private static string Sha(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private sealed class Known : IUploadKnowledge
    {
        public Period Period => new(2026, 10);

        public DateOnly ReceivedOn => new(2026, 11, 2);

        public bool IsProduct(string code) => code.StartsWith("00", StringComparison.Ordinal);

        public bool IsDealer(string code) => code == "D001";
    }
}
