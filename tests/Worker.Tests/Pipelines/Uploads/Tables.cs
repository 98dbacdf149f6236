using ClosedXML.Excel;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>Workbooks row by row: text stays text, a null leaves its cell blank.</summary>
internal static class Tables
{
    public static byte[] Of(params object?[][] rows)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Sheet1");
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                Put(sheet.Cell(r + 1, c + 1), rows[r][c]);
            }
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    /// <summary>A stock list of product P1 in EA: each day and count.</summary>
    public static byte[] Stock(params (string Day, decimal OnHand)[] counts) => Of(
    [
        ["商品编码", "库存日期", "在库数量", "单位"],
        .. counts.Select(c => new object?[] { "P1", c.Day, c.OnHand, "EA" }),
    ]);

    private static void Put(IXLCell cell, object? value)
    {
        if (value is string text)
        {
            cell.DataType = XLDataType.Text;
            cell.SetValue<string>(text);
        }
        else if (value is not null)
        {
            cell.Value = value;
        }
    }
}
