using System.Text;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Dealers;

/// <summary>
/// Fills the dealers' drop folders (投递文件夹): orders, stock and ledger of every dealer, of two also what came and went.
/// Most are clean, some messy, one ledger is no workbook at all and one stock file has rows that cannot be taken.
/// </summary>
internal static class DropFolder
{
    private static readonly string[] MessyLedgers = ["D003", "D007", "D011", "D018", "D022"];

    private static readonly string[] MessyStock = ["D007", "D011"];

    private const string BadStock = "D009";

    /// <summary>Returns how many files were written.</summary>
    public static int Fill(string drop, SeededMonth business)
    {
        var files = 0;
        foreach (var ledger in business.Ledgers)
        {
            var code = ledger.Dealer.Code;
            var folder = Directory.CreateDirectory(Path.Combine(drop, code)).FullName;
            var orders = business.NewOrders.Where(order => order.Dealer == ledger.Dealer).ToList();
            if (orders.Count > 0)
            {
                OrderSheet.Write(Path.Combine(folder, $"订单_{business.Month}.xlsx"), orders);
                files++;
            }

            if (business.Goods.FirstOrDefault(goods => goods.Dealer == ledger.Dealer) is { } goods)
            {
                files += WriteGoods(folder, goods, business.Month);
            }
            else
            {
                WriteStock(Path.Combine(folder, $"库存_{business.Month}.xlsx"), code, business);
                files++;
            }

            WriteLedger(Path.Combine(folder, $"往来账_{business.Month}.xlsx"), ledger);
            files++;
        }

        return files;
    }

    private static void WriteLedger(string path, Ledger ledger)
    {
        if (ledger.Dealer.Code == SeededMonth.BrokenLedgerDealer)
        {
            var text = $"往来账 {ledger.Month}\n请查收附件，系统导出失败，稍后补发。\n";
            Workbook.Put(path, Encoding.UTF8.GetBytes(text));
        }
        else if (MessyLedgers.Contains(ledger.Dealer.Code))
        {
            MessyLedgerSheet.Write(path, ledger);
        }
        else
        {
            LedgerSheet.Write(path, ledger);
        }
    }

    /// <summary>Both counts and what lies between them.</summary>
    private static int WriteGoods(string folder, DealerGoods goods, Month month)
    {
        var before = new Month(month.Start.AddMonths(-1));
        StockSheet.Clean(Path.Combine(folder, $"库存_{before}.xlsx"), goods.Opening, before.End);
        StockSheet.Clean(Path.Combine(folder, $"库存_{month}.xlsx"), goods.Closing, month.End);
        MovementSheet.Write(Path.Combine(folder, $"出入库_{month}.xlsx"), goods, month);
        return 3;
    }

    private static void WriteStock(string path, string code, SeededMonth business)
    {
        var dice = new Dice(business.Seed, "dealer-stock/" + code);
        var stock = business.Products.Where(_ => dice.Chance(40))
            .Select(product => (product, product.PackSize * dice.Between(0, 30))).ToList();
        var day = business.Month.End;
        if (code == BadStock)
        {
            StockSheet.WithBadRows(path, stock, day);
        }
        else if (MessyStock.Contains(code))
        {
            StockSheet.Messy(path, stock, day);
        }
        else
        {
            StockSheet.Clean(path, stock, day);
        }
    }
}
