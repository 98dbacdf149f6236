using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Scan lists as dealers export them: codes in every spelling, and what spreadsheets do to them.</summary>
public class ScanUploadTests
{
    private static readonly DatasetSpec Scans = TraceDatasets.DealerScans;

    [Fact]
    public void One_code_in_every_syntax_is_read_as_one_and_private_codes_stay_as_they_are()
    {
        string[] written =
        [
            "(01)04012345111118(21)2017", "0104012345111118212017",
            "https://id.example.com/01/04012345111118/21/2017",
            "urn:epc:id:sgtin:4012345.011111.2017", "869012345678901234",
        ];
        var reading = Read(
            [.. written.Select((code, i) => new object?[] { code, "入库", $"2026-10-0{i + 1} 09:05:07" })]);
        Assert.Empty(reading.Problems);
        Assert.Equal(
            ["/01/04012345111118/21/2017", "869012345678901234"],
            reading.Documents.Select(d => d.Values[Scans.IndexOf("code")]).Distinct());
        Assert.Equal(
            ["D001|/01/04012345111118/21/2017|in|2026-10-01T09:05:07+00:00"],
            reading.Documents.Take(1).Select(d => d.Key));
    }

    [Fact]
    public void A_long_code_that_became_a_number_is_refused_and_never_guessed()
    {
        var reading = Read(
            [869012345678901234d, "入库", "2026-10-01 09:00"],
            ["8.69012E+17", "入库", "2026-10-01 09:00"],
            ["8690123456789012.0", "入库", "2026-10-01 09:00"]);
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Equal(["A2", "A3", "A4"], reading.Problems.Select(p => p.Address));
        Assert.All(reading.Problems, p => Assert.Contains("文本", p.Finding.Remedy.Chinese));
    }

    [Fact]
    public void Long_codes_of_a_csv_file_keep_every_digit()
    {
        var csv = Encoding.UTF8.GetBytes(
            "物流码,扫码类型,扫码时间\n86901234567890123456,出库,2026/10/5 14:33\n06901234567892,出库,2026/10/5 14:34\n");
        var reading = Books.Read(csv, "scans.csv");
        Assert.Empty(reading.Problems);
        Assert.Equal(
            ["86901234567890123456", "06901234567892"],
            reading.Documents.Select(d => d.Values[Scans.IndexOf("code")]));
    }

    [Fact]
    public void A_code_scanned_twice_on_a_day_counts_once_and_the_other_row_is_told()
    {
        var reading = Read(
            ["AB-000000001", "入库", "2026-10-01 09:00:01"],
            ["AB-000000001", "入库", "2026-10-01 09:00:02"],
            ["ab-000000001", "出库", "2026-10-01 15:00"],
            ["AB-000000001", "入库", "2026-10-04 09:00"]);
        Assert.Equal(UploadVerdict.AcceptedWithRejects, reading.Verdict);
        Assert.Equal(3, reading.Documents.Count);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("scanned-twice", "A3"), (problem.Finding.Code, problem.Address));
        Assert.Contains("第 2 行", problem.Finding.Message.Chinese);
    }

    [Fact]
    public void A_time_ahead_or_outside_the_month_is_refused_and_a_day_alone_counts_as_its_end()
    {
        var reading = Read(
            ["AB-000000001", "入库", "2026-11-03 09:00"],
            ["AB-000000002", "入库", "2026-09-30 23:59"],
            ["AB-000000003", "入库", new DateOnly(2026, 10, 5)]);
        Assert.Equal(["in-the-future", "outside-period"], reading.Problems.Select(p => p.Finding.Code));
        Assert.Equal(
            new DateTimeOffset(2026, 10, 5, 23, 59, 59, TimeSpan.Zero),
            Assert.Single(reading.Documents).Values[Scans.IndexOf("scanned_at")]);
    }

    [Fact]
    public void What_is_no_code_of_a_piece_is_named()
    {
        var reading = Read(
            ["(01)04012345111119(21)2017", "入库", "2026-10-01"],
            ["(01)04012345111118(10)LOT7", "入库", "2026-10-01"],
            ["AB 0001", "入库", "2026-10-01"],
            ["AB-000000001", "借出", "2026-10-01"]);
        Assert.Equal(
            ["A2 not-a-code", "A3 product-code-scanned", "A4 not-a-code", "B5 value-not-listed"],
            reading.Problems.Select(p => $"{p.Address} {p.Finding.Code}"));
    }

    [Fact]
    public void Columns_nobody_has_named_before_are_recognised_by_their_codes_and_times()
    {
        var rows = new List<object?[]> { new object?[] { "商品身份标识", "动作", "何时" } };
        rows.AddRange(Enumerable.Range(1, 6).Select(i => new object?[]
        {
            $"(01)04012345111118(21)A{i}", i % 2 == 0 ? "入库" : "出库", $"2026-10-0{i} 10:1{i}",
        }));
        var reading = Books.Read(Books.Make(sheet => Fill(sheet, rows)));
        Assert.Equal("dealer-scans", reading.Dataset);
        Assert.True(
            reading.Documents.Count == 6 || reading.Problems.All(p => p.Finding.Code == "ask-column"),
            string.Join('\n', reading.Problems.Select(p => p.Finding.Message.Chinese)));
    }

    private static UploadReading Read(params object?[][] rows) => Books.Read(Books.Make(sheet => Fill(
        sheet, [new object?[] { "追溯码", "扫码类型", "扫码时间" }, .. rows])));

    private static void Fill(ClosedXML.Excel.IXLWorksheet sheet, IReadOnlyList<object?[]> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            sheet.Row(i + 1, rows[i]);
        }
    }
}
