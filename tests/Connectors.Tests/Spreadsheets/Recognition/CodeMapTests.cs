using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Connectors.Spreadsheets.Uploads.Codes;

namespace DealerIntegration.Connectors.Tests.Spreadsheets.Recognition;

/// <summary>Dealers write their own codes and units; they become ours exactly, or not at all.</summary>
public class CodeMapTests
{
    private const string List =
        """
        kind,theirs,ours,product,factor
        product,a-17,P-0001,,
        unit,箱,瓶,,24
        unit,箱,瓶,P-0002,12
        unit,瓶装,箱,P-0003,1/24
        """;

    [Fact]
    public void Codes_and_units_are_translated_and_the_dealers_own_words_told()
    {
        var reading = Read("A-17|2026-10-31|3|箱", "P-0002|2026-10-31|0.5|箱", "P-0004|2026-10-31|7|瓶");

        Assert.Empty(reading.Problems);
        Assert.Equal(
            ["P-0001 72 瓶", "P-0002 6.0 瓶", "P-0004 7 瓶"],
            reading.Documents.Select(d => FormattableString.Invariant($"{d.Values[2]} {d.Values[4]} {d.Values[7]}")));
        Assert.Contains(reading.Notes, n => n.Chinese == "贵方编码“A-17”按 P-0001 接收（1 行）。");
        Assert.Contains(reading.Notes, n => n.English.Contains("1 箱 = 24 瓶", StringComparison.Ordinal));
    }

    [Fact]
    public void A_quantity_that_is_no_exact_number_of_our_unit_is_refused()
    {
        var reading = Read("P-0003|2026-10-31|48|瓶装", "P-0003|2026-10-30|5|瓶装");

        Assert.Equal(2m, Assert.Single(reading.Documents).Values[4]);
        var problem = Assert.Single(reading.Problems);
        Assert.Equal(("unit-not-exact", "C3", "5"), (problem.Finding.Code, problem.Address, problem.Value));
    }

    [Fact]
    public void A_price_follows_the_unit()
    {
        var reading = Books.Read(
            Encoding.UTF8.GetBytes(
                "订单号,订单日期,商品编码,数量,单位,单价\nPO-1,2026-10-08,P-0001,2,箱,48.00\n"
                + "PO-2,2026-10-08,P-0001,1,箱,10\n"),
            "po.csv", Knowledge());

        Assert.Equal(new object?[] { "1", "P-0001", 48m, "瓶", 2m }, Assert.Single(reading.Documents).Lines[0]);
        Assert.Equal(("unit-not-exact", "F3"), (reading.Problems[0].Finding.Code, reading.Problems[0].Address));
    }

    [Fact]
    public void An_unknown_code_is_told_once_with_its_description_and_what_it_may_be()
    {
        var reading = Books.Read(
            Encoding.UTF8.GetBytes(
                "商品编码,品名,库存日期,在库数量\nZZ,酱油,2026-10-31,1\nZZ,酱油,2026-10-30,2\nP-0002,x,2026-10-31,3\n"),
            "stock.csv", Knowledge());

        Assert.Equal(["unknown-product", "unknown-product"], reading.Problems.Select(p => p.Finding.Code));
        Assert.Contains("P-0001 酱油 500ml", reading.Problems[0].Finding.Message.Chinese, StringComparison.Ordinal);
        var note = Assert.Single(reading.Notes, n => n.English.Contains("'ZZ'", StringComparison.Ordinal));
        Assert.Contains("(酱油) is not known (2 rows)", note.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_in_the_heading_is_converted_as_well()
    {
        var reading = Books.Read(
            Encoding.UTF8.GetBytes("商品编码,库存日期,在库数量（箱）\nP-0001,2026-10-31,2\n"), "stock.csv", Knowledge());

        Assert.Equal([48m, "瓶"], new[] { 4, 7 }.Select(i => Assert.Single(reading.Documents).Values[i]));
    }

    [Fact]
    public void A_list_of_codes_with_faults_is_refused_with_every_row_that_has_one()
    {
        var error = Assert.Throws<ConfigurationException>(() => Entries(
            "类型,对方编码,我方编码,换算\n商品,a,X-1,\n单位,箱,瓶,-2\n东西,b,P-0001,\n商品,c,P-0001,\n商品,C,P-0002,\n"));

        Assert.Equal(
            [
                "list.csv row 2: ours 'X-1' is no product of ours; look at the products' master data.",
                "list.csv row 3: factor '-2' is no number above 0; write 24 or 1/24.",
                "list.csv row 4: kind '东西' is neither product (商品) nor unit (单位).",
                "list.csv: 'C' stands in it 2 times; keep one row.",
            ],
            error.Message.Split('\n'));
    }

    [Fact]
    public void Names_that_share_their_letters_are_near_and_the_same_code_is_nearest()
    {
        var products = new NearestProducts(
            [new("P-0001", "海天 酱油 500ml"), new("P-0002", "镇江香醋 500ml"), new("P-0003", "海天 老抽酱油 1.9L")]);

        Assert.Equal(["P-0001"], products.Find("X", "海天酱油500毫升").Select(p => p.Code));
        Assert.Equal("P-0002", products.Find("P0002", "酱油")[0].Code);
        Assert.Empty(products.Find("X", "钢笔"));
    }

    private static IReadOnlyList<CodeMapEntry> Entries(string text) => CodeMapFile.Read(
        Encoding.UTF8.GetBytes(text), "list.csv", new KnownGoods().IsProduct);

    private static KnownGoods Knowledge()
    {
        var entries = Entries(List);
        return new KnownGoods
        {
            Codes = new DealerCodes(
                entries.Where(e => e.Kind == CodeMapKind.Product).ToDictionary(e => e.Theirs, e => e.Ours!),
                entries.Where(e => e.Kind == CodeMapKind.Unit).ToDictionary(
                    e => (e.Theirs, e.Product), e => new UnitFactor(e.Ours!, e.Numerator, e.Denominator))),
        };
    }

    private static UploadReading Read(params string[] rows) => Books.Read(
        Encoding.UTF8.GetBytes("商品编码|库存日期|在库数量|单位\n" + string.Join('\n', rows)), "stock.csv", Knowledge());
}
