using DealerIntegration.Connectors.Spreadsheets.Uploads;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>The order of columns never decides what they are, nor does the order of rows.</summary>
public class ShuffledColumnsTests
{
    private static readonly string[][] Tables =
    [
        ["商品编码|库存日期|在库数量|在途|单位|备注", "P-0001|2026-10-31|40|1|箱|x", "P-0002|2026-10-31|7|2|箱|y"],
        ["内部号|盘点日期|当前库存|批号", "P-0001|2026-10-31|40|b1", "P-0002|2026-10-31|7|b2", "P-0003|2026-10-31|9|b3"],
        [
            "订单号|订单日期|商品编码|甲|乙|丙", "PO-1|2026-10-05|P-0001|4|2.5|10", "PO-2|2026-10-05|P-0002|5|3|15",
            "PO-3|2026-10-05|P-0003|6|7|42", "合计|||15||67",
        ],
        ["商品编码|库存日期|一号仓|二号仓", "P-0001|2026-10-31|40|1", "P-0002|2026-10-31|7|2", "P-0003|2026-10-31|0|3"],
        ["日期|方向|产品编码|数量|单号", "2026-10-05|出库|P-0001|4|a", "2026-10-06|调入|P-0002|5|b", "2026-10-07|报损|P-0003|6|c"],
        ["记账日|说明|采购金额（元）|付款金额|余额", "2026-10-05|a|100||100", "2026-10-06|b||50|50", "2026-10-07|c|1||51"],
        ["编码|生产日期|时间|库存", "P-0001|2026-01-31|2026-10-31|1", "P-0002|2026-02-01|2026-10-31|2"],
        ["编码1|编码2|日期|库存", "P-0001|P-0002|2026-10-31|1", "P-0002|P-0003|2026-10-31|2", "P-0004|P-0005|2026-10-31|2"],
    ];

    public static TheoryData<int, int> Shuffles()
    {
        var data = new TheoryData<int, int>();
        for (var table = 0; table < Tables.Length; table++)
        {
            for (var seed = 0; seed < 25; seed++)
            {
                data.Add(table, seed);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shuffles))]
    public void Each_heading_means_the_same_wherever_it_stands(int table, int seed)
    {
        var cells = Tables[table].Select(line => line.Split('|')).ToList();
        var order = Enumerable.Range(0, cells[0].Length).ToArray();
        new Random(seed).Shuffle(order);
        var shuffled = cells.Select(row => string.Join('|', order.Select(i => row[i]))).ToArray();

        Assert.Equal(ByHeading(Tables[table]), ByHeading(shuffled));
    }

    private static string ByHeading(string[] lines)
    {
        var found = Sheets.Find(null, lines);
        return found.Problems.Count > 0
            ? string.Join(
                ' ', found.Problems.Select(p => $"{p.Finding.Code}:{Sorted(p)}").Order(StringComparer.Ordinal))
            : found.Definition!.Title.English + string.Join(
                ' ', found.Tables[0].Columns.Select(c => $"{c.Heading}={c.Field}").Order(StringComparer.Ordinal));
    }

    // A question names its candidates with letters, and these do move.
    private static string Sorted(UploadProblem problem) => problem.Finding.Code == "ask-column"
        ? string.Concat(problem.Finding.Message.Chinese.Where(c => !char.IsAsciiLetterUpper(c)).Order())
        : problem.Heading ?? "";
}
