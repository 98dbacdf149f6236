using System.Globalization;
using ClosedXML.Excel;

namespace DealerIntegration.Worker.Tests.Pipelines.Uploads;

/// <summary>A wrong value in a file, and the right one.</summary>
internal sealed record Planted(int Row, int Column, object Right)
{
    public string Address => $"{(char)('A' + Column - 1)}{Row}";
}

/// <summary>
/// A file as dealers really send it, from a seed: banner, headings over headings, full-width digits, blank and hidden
/// rows, totals, notes, and planted errors of every kind, of which each right value is known.
/// </summary>
internal sealed class MessyFile
{
    private const int Good = 14;
    private readonly IXLWorksheet sheet;
    private readonly Random random;
    private int row;

    private MessyFile(int seed, string name)
    {
        random = new Random(seed);
        sheet = new XLWorkbook().AddWorksheet(name);
        Sheet = name;
    }

    public byte[] Content { get; private set; } = [];

    public string Sheet { get; }

    public List<Planted> Errors { get; } = [];

    /// <summary>Cells that are marked because of an error elsewhere, and right as they are.</summary>
    public List<string> Consequences { get; } = [];

    /// <summary>What the hub must hold in the end, a line for each document or entry.</summary>
    public List<string> Truth { get; } = [];

    /// <summary>Rows and their right values; a code keeps its leading zeros.</summary>
    public static IEnumerable<string> Products => Enumerable.Range(1, 40).Select(i => $"00{i:D4}");

    public static MessyFile Stock(int seed)
    {
        var file = new MessyFile(seed, "十月 库存");
        file.Banner("华东商贸有限公司　库存报表", 7);
        file.Put(file.row, 5, "数量");
        file.Next();
        file.Cells("序号", "商品编码", "商品名称", "库存日期", "在库数量", "在途数量", "单位");
        file.Next();
        var products = Products.OrderBy(_ => file.random.Next()).Take(Good).ToList();
        int[] bad = [.. Enumerable.Range(0, Good).OrderBy(_ => file.random.Next()).Take(5)];
        var twin = products.Where((_, i) => !bad.Contains(i)).First();
        var total = 0m;
        for (var i = 0; i < Good; i++)
        {
            var (onHand, transit) = (file.random.Next(1, 5000) / 4m, file.random.Next(0, 20));
            file.Cells(i + 1, products[i], $"商品 {products[i]}", new DateTime(2026, 10, 31), onHand, transit, "箱");
            file.FullWidth(5, onHand);
            if (products[i] == twin)
            {
                file.Consequences.Add($"B{file.row}");
            }

            total += onHand;
            switch (Array.IndexOf(bad, i))
            {
                case 0: file.Plant(2, $"X{products[i]}", products[i]); break;
                case 1: file.Plant(5, -onHand, onHand); break;
                case 2: file.Plant(4, "2026-10-32", "2026-10-31"); break;
                case 3: file.Plant(5, "约二十", onHand); file.Plant(6, "若干", transit); break;
                case 4: file.Plant(2, twin, products[i]); break;
                default: break;
            }

            file.Truth.Add($"{products[i]}|{Text(onHand)}|{transit}");
            file.Next();
        }

        file.Cells("合计", null, null, null, total);
        file.row += 2;
        file.Put(file.row, 1, "备注：月末盘点，如有疑问请联系仓库。");
        return file.Done();
    }

    public static MessyFile Ledger(int seed)
    {
        var file = new MessyFile(seed, "往来");
        file.Banner("华东商贸有限公司　往来明细", 6);
        var opening = file.random.Next(1000, 900_000) / 100m;
        file.Put(file.row, 1, $"客户编码：D001   币种：人民币   期初应付余额：{Text(opening)}");
        file.Next();
        file.Cells("单号", "记账日期", "类型", "说明", "采购金额（元）", "付款金额（元）");
        file.Next();
        int[] bad = [.. Enumerable.Range(0, Good).OrderBy(_ => file.random.Next()).Take(3)];
        var (bought, paid) = (0m, 0m);
        for (var i = 0; i < Good; i++)
        {
            var (amount, pays) = (file.random.Next(100, 900_000) / 100m, file.random.Next(3) == 0);
            var day = new DateTime(2026, 10, 1 + file.random.Next(31));
            file.Cells(
                $"DOC-{i:D4}", day, pays ? "付款" : "采购", "十月", pays ? null : amount, pays ? amount : null);
            (bought, paid) = pays ? (bought, paid + amount) : (bought + amount, paid);
            switch (Array.IndexOf(bad, i))
            {
                case 0: file.Plant(2, $"{day.Day:D2}.13.{day.Year}", $"{day:yyyy-MM-dd}"); break;
                case 1: file.Plant(3, "赠送", pays ? "付款" : "采购"); break;
                case 2:
                    file.Plant(pays ? 6 : 5, "约五百", amount);
                    file.Consequences.Add(pays ? "F" : "E");
                    break;
                default: file.FullWidth(pays ? 6 : 5, amount); break;
            }

            var kind = pays ? "payment" : "invoice";
            file.Truth.Add($"DOC-{i:D4}|{day:yyyy-MM-dd}|{kind}|{Text(pays ? -amount : amount)}");
            file.Next();
        }

        file.Cells("合计", null, null, null, bought, paid);
        file.Consequences[0] += file.row;
        file.row += 1;
        file.Put(file.row, 1, $"期末应付余额：{Text(opening + bought - paid)}");
        return file.Done();
    }

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private void Banner(string title, int columns)
    {
        row = 1;
        Put(row, 1, title);
        sheet.Range(1, 1, 1, columns).Merge();
        Put(2, 1, "2026年10月");
        row = 3 + random.Next(2);
    }

    private void Cells(params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value)
            {
                Put(row, i + 1, value);
            }
        }
    }

    private void FullWidth(int column, decimal number)
    {
        if (random.Next(4) == 0)
        {
            Put(row, column, string.Concat(Text(number).Select(c => (char)(c + 0xFEE0))));
        }
    }

    private void Plant(int column, object wrong, object right)
    {
        Put(row, column, wrong);
        Errors.Add(new Planted(row, column, right));
    }

    private void Next()
    {
        if (row > 6 && random.Next(6) == 0)
        {
            sheet.Row(row).Hide();
        }

        row += row > 6 && random.Next(5) == 0 ? 2 : 1;
    }

    private void Put(int at, int column, object value) => Put(sheet.Cell(at, column), value);

    /// <summary>Text stays text: a code would be guessed into a number.</summary>
    public static void Put(IXLCell cell, object value)
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

    private MessyFile Done()
    {
        using var workbook = sheet.Workbook;
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        Content = stream.ToArray();
        return this;
    }
}
