using ClosedXML.Excel;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Replies;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Writing;
using DealerIntegration.Connectors.Tests.Spreadsheets.Corrections;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>A workbook written as a stream reads back value by value, and large files are answered by one.</summary>
public class StreamedWorkbookTests
{
    private static readonly string[] Texts =
    [
        "0012", "123456789012345678", "=1+1", "+1", "@SUM(A1)", "a & b <c> \"d\"", "_x0041_", "x_y", " leading",
        "两\n行", "酱油（特级）", "\u0001bell", "😀",
    ];

    [Fact]
    public void Every_type_reads_back_as_it_was_written_by_us_and_by_another_library()
    {
        using var stream = new MemoryStream();
        using (var book = new StreamedWorkbook(stream))
        {
            book.Begin("一 & <1>", [10, 20], frozenRows: 1);
            book.Row(StreamedCell.Of("heading", StreamedStyle.Heading), StreamedCell.Of("b", StreamedStyle.Heading));
            foreach (var text in Texts)
            {
                book.Row(
                    StreamedCell.Of(text), StreamedCell.Of(12.50m), new(StreamedStyle.Date, Date: new(2026, 10, 31)));
            }

            book.Filter(1, 2);
            book.Begin("2", []);
            book.Row(default, StreamedCell.Of(-0.000001m));
        }

        var sheets = new XlsxReader().Read(stream.ToArray()).Sheets;
        Assert.Equal(["一 & <1>", "2"], sheets.Select(s => s.Name));
        var rows = sheets[0].Rows.ToList();
        Assert.Equal(
            Texts.Select(t => t.Replace("\u0001", "", StringComparison.Ordinal)),
            rows.Skip(1).Select(r => r.At(1)!.Text));
        Assert.All(rows.Skip(1), r => Assert.Equal(CellKind.Text, r.At(1)!.Kind));
        Assert.All(rows.Skip(1), r => Assert.Equal(12.5m, r.At(2)!.Number));
        Assert.All(rows.Skip(1), r => Assert.Equal(new DateOnly(2026, 10, 31), r.At(3)!.Date));
        Assert.Equal(-0.000001m, sheets[1].Rows.Single().At(2)!.Number);

        using var workbook = Books.Open(stream.ToArray());
        Assert.Equal("0012", workbook.Worksheet(1).Cell("A2").GetString());
        Assert.False(workbook.Worksheet(1).Cell("A4").HasFormula);
        Assert.Equal(new DateTime(2026, 10, 31), workbook.Worksheet(1).Cell("C2").GetDateTime());
        Assert.True(workbook.Worksheet(1).AutoFilter.IsEnabled);
    }

    [Fact]
    public void A_file_too_large_to_be_marked_gets_its_failing_rows_and_is_corrected_by_them()
    {
        const int rows = 50_100;
        var letters = new Correspondence();
        var (reading, reply) = letters.Send(LargeStock(rows, bad: 17_000), "large.xlsx");

        Assert.Equal(3, reading.Problems.Count);
        using (var workbook = Books.Open(reply.Content))
        {
            Assert.Equal([UploadReader.ResultSheet, Correspondence.ToCorrect], workbook.Worksheets.Select(s => s.Name));
            Assert.Contains("部分接收", workbook.Worksheet(1).Cell("B2").GetString(), StringComparison.Ordinal);
            var sheet = workbook.Worksheet(Correspondence.ToCorrect);
            Assert.Equal("X-1", sheet.Cell("C6").GetString());
            Assert.EndsWith("/Sheet1/17002", sheet.Cell("A6").GetString(), StringComparison.Ordinal);
        }

        var (second, _) = letters.Send(Correspondence.Alone(reply.Content, sheet =>
        {
            for (var i = 0; i < 3; i++)
            {
                sheet.Cell(6 + i, 3).SetValue<string>($"P-{i:D4}");
                sheet.Cell(6 + i, 4).SetValue<string>($"2026-09-{i + 1:D2}");
            }
        }));
        Assert.Equal(UploadVerdict.Accepted, second.Verdict);
        Assert.Equal([17_002L, 34_002L, 50_002L], second.Documents.Select(d => d.Place.Row).Order());
    }

    private static byte[] LargeStock(int rows, int bad)
    {
        using var stream = new MemoryStream();
        using (var book = new StreamedWorkbook(stream))
        {
            book.Begin("Sheet1", []);
            book.Row(StreamedCell.Of("商品编码"), StreamedCell.Of("库存日期"), StreamedCell.Of("在库数量"));
            for (var i = 0; i < rows; i++)
            {
                var wrong = i > 0 && (i % bad == 0 || i == 50_000);
                book.Row(
                    StreamedCell.Of(wrong ? "X-1" : $"P-{i % 10_000:D4}"),
                    new(StreamedStyle.Date, Date: new DateOnly(2026, 10, 1).AddDays(i / 10_000)), StreamedCell.Of(i));
            }
        }

        return stream.ToArray();
    }
}
