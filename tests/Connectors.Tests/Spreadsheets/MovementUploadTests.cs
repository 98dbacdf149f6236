using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>Reports of what came and went at a dealer, as dealers write them.</summary>
public class MovementUploadTests
{
    [Fact]
    public void Chinese_words_for_every_kind_of_movement_are_understood()
    {
        string[] kinds = ["销售出库", "出库", "客户退货", "调入", "调出", "退货", "报损", "盘亏", "盘盈"];
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "经销商编码", "D001");
            sheet.Row(2, "2026年10月出入库明细");
            sheet.Row(4, "日期", "类型", "商品编码", "商品名称", "数量", "单位", "对方经销商", "单据号");
            for (var i = 0; i < kinds.Length; i++)
            {
                sheet.Row(
                    5 + i, new DateOnly(2026, 10, 1 + i), kinds[i], "P-0001", "酱油", i + 1, "箱",
                    kinds[i].StartsWith('调') ? "D002" : null, $"CK-{i}");
            }

            sheet.Row(5 + kinds.Length, "合计", null, null, null, 45);
        }));
        Assert.Empty(reading.Problems);
        var document = Assert.Single(reading.Documents);
        Assert.Equal("D001|2026-10|", document.Key);
        Assert.Equal(
            [
                "sell_through", "sell_through", "customer_return", "transfer_in", "transfer_out", "return", "loss",
                "loss",
                "gain",
            ],
            document.Lines.Select(l => l[Datasets.StockMovements.LineIndexOf("kind")]));
        Assert.Equal(
            new object?[] { "4", "P-0001", "transfer_in", new DateOnly(2026, 10, 4), 4m, "箱", "D002", "CK-3" },
            document.Lines[3]);
    }

    [Fact]
    public void English_headings_are_understood_and_the_month_is_taken_from_the_dates()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "Date", "Type", "Product code", "Quantity", "Unit", "Counterpart", "Document No.");
            sheet.Row(2, "2026-10-03", "Sell-through", "P-0001", 5, "CTN", null, "X1");
            sheet.Row(3, "2026-10-04", "Transfer in", "P-0002", 2, "CTN", "D002", "T1");
        }));
        Assert.Empty(reading.Problems);
        Assert.Equal(["D001", "2026-10", null], Assert.Single(reading.Documents).Values);
    }

    [Fact]
    public void A_report_with_a_bad_row_is_refused_whole_and_every_bad_cell_is_named()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "期间", "2026-10");
            sheet.Row(2, "日期", "类型", "商品编码", "数量");
            sheet.Row(3, "2026-10-03", "销售出库", "P-0001", 5);
            sheet.Row(4, "2026-10-04", "蒸发", "P-0001", 1);
            sheet.Row(5, "2026-11-04", "调入", "P-0001", 0);
        }));
        Assert.Equal(UploadVerdict.Refused, reading.Verdict);
        Assert.Empty(reading.Documents);
        Assert.Equal(["B4", "A5", "D5"], reading.Problems.Select(p => p.Address));
    }

    [Fact]
    public void A_month_without_movements_is_a_report_too()
    {
        var reading = Books.Read(Books.Make(sheet =>
        {
            sheet.Row(1, "期间", "2026-10");
            sheet.Row(2, "日期", "类型", "商品编码", "数量");
        }));
        Assert.Equal(UploadVerdict.Accepted, reading.Verdict);
        Assert.Empty(Assert.Single(reading.Documents).Lines);
    }
}
