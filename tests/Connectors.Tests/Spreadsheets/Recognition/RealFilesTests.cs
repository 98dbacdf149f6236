using DealerIntegration.Connectors.Spreadsheets.Reading;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Recognition;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>Files made for something else: recognised where we take such, else asked about or refused.</summary>
public class RealFilesTests
{
    [Theory]
    [InlineData("northwind/Order_Details.csv", "missing-column:")]
    [InlineData("northwind/Orders.csv", "ask-column:商品编码 ask-column:数量")]
    [InlineData("northwind/Products.csv", "missing-column:")]
    [InlineData("northwind/Customers.csv", "no-table:")]
    [InlineData("northwind/Employees.csv", "no-table:")]
    [InlineData("northwind/Territories.csv", "no-table:")]
    [InlineData("northwind/Suppliers.csv", "no-table:")]
    [InlineData(
        "product_master/AdventureWorks_Sales_2017.csv",
        "orders: order_date=OrderDate number=OrderNumber product_code=ProductKey quantity=OrderQuantity")]
    [InlineData(
        "product_master/AdventureWorks_Sales_2017.xlsx",
        "orders: order_date=OrderDate number=OrderNumber product_code=ProductKey quantity=OrderQuantity")]
    [InlineData("product_master/AdventureWorks_Customers.csv", "no-table:")]
    [InlineData("product_master/AdventureWorks_Products.csv", "no-table:")]
    [InlineData("product_master/Retail Store Sales Data.csv", "encoding")]
    [InlineData("adventureworks/oltp-install-script_ProductInventory.csv", "no-table:")]
    [InlineData("adventureworks/oltp-install-script_UnitMeasure.csv", "no-table:")]
    [InlineData("adventureworks/data-warehouse-install-script_FactCurrencyRate.csv", "no-table:")]
    [InlineData("adventureworks/oltp-install-script_PurchaseOrderHeader.csv", "no-table:")]
    [InlineData("online_retail/by-day/2010-12-01.csv", "missing-column: ask-column:销售数量")]
    public void A_real_file_is_understood_asked_about_or_refused(string path, string told)
    {
        var content = File.ReadAllBytes(SharedData.Require(path));
        var file = Books.Opened(content, path);

        Assert.Equal(told, file.Refusal?.Code ?? Told(LayoutTrial.Look(
            file, Books.Definitions, new Goods(path), LayoutAnswers.Nothing)));
    }

    private static string Told(LayoutView view) => view.Problems.Count == 0
        ? $"{view.Definition!.Title.English}: "
          + string.Join(' ', view.Columns.Where(c => c.Field is not null).Select(c => $"{c.Field}={c.Heading}"))
        : string.Join(' ', view.Problems.Select(p => $"{p.Finding.Code}:{p.Heading}"));

    /// <summary>The goods that a file's own product list names, where it has one.</summary>
    private sealed class Goods : IUploadKnowledge
    {
        private readonly HashSet<string> codes = [];

        public Goods(string path)
        {
            var list = path.StartsWith("northwind/", StringComparison.Ordinal) ? "northwind/Products.csv"
                : path.StartsWith("product_master/AdventureWorks", StringComparison.Ordinal)
                    ? "product_master/AdventureWorks_Products.csv"
                : null;
            if (list is not null)
            {
                var file = Books.Opened(File.ReadAllBytes(SharedData.Require(list)), list);
                codes.UnionWith(file.Sheets[0].Rows.Select(r => r.At(1)?.Text ?? ""));
            }
        }

        public Period Period { get; } = new(2017, 1);

        public DateOnly ReceivedOn { get; } = new(2017, 2, 1);

        public bool IsProduct(string code) => codes.Contains(code);

        public bool IsDealer(string code) => false;
    }
}
