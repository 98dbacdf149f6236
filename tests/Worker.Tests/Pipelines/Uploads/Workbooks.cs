using ClosedXML.Excel;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>What dealers send.</summary>
internal static class Workbooks
{
    /// <summary>A ledger of October 2026 with one purchase; the closing balance is as it was stated.</summary>
    public static byte[] Ledger(string dealer, decimal amount, decimal closing)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Sheet1");
        var labels = new (string Label, object Value)[]
        {
            ("经销商编码", dealer), ("期间", "2026-10"), ("币种", "CNY"), ("期初余额", 0m), ("期末余额", closing),
        };
        for (var i = 0; i < labels.Length; i++)
        {
            sheet.Cell(i + 1, 1).SetValue(labels[i].Label);
            Put(sheet.Cell(i + 1, 2), labels[i].Value);
        }

        var headings = new[] { "日期", "单据类型", "单据号", "摘要", "金额" };
        var values = new object[] { new DateTime(2026, 10, 3), "采购", "INV-1", "十月进货", amount };
        for (var i = 0; i < headings.Length; i++)
        {
            sheet.Cell(7, i + 1).SetValue(headings[i]);
            Put(sheet.Cell(8, i + 1), values[i]);
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>Headings in row 1 and values below.</summary>
    public static byte[] Table(string[] headings, IReadOnlyList<object[]> rows)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Sheet1");
        for (var column = 0; column < headings.Length; column++)
        {
            sheet.Cell(1, column + 1).SetValue(headings[column]);
            for (var row = 0; row < rows.Count; row++)
            {
                Put(sheet.Cell(row + 2, column + 1), rows[row][column]);
            }
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    // Text stays text: a period would be guessed into a date.
    private static void Put(IXLCell cell, object value)
    {
        if (value is string text)
        {
            cell.DataType = XLDataType.Text;
            cell.SetValue<string>(text);
        }
        else
        {
            cell.Value = value;
        }
    }
}
