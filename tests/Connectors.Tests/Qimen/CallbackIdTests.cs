using System.Xml.Linq;
using DealerIntegration.Connectors.Qimen;

namespace DealerIntegration.Connectors.Tests.Qimen;

/// <summary>By what a call that comes again is known.</summary>
public sealed class CallbackIdTests
{
    private const string Nameless = """
        <request><deliveryOrder><deliveryOrderCode>DO-1</deliveryOrderCode><warehouseCode>WH1</warehouseCode>
        <confirmType>1</confirmType><operateTime>10:00</operateTime></deliveryOrder>
        <packages><package><expressCode>SF100</expressCode></package></packages>
        <orderLines><orderLine><orderLineNo>1</orderLineNo><itemCode>A</itemCode><actualQty>2</actualQty></orderLine>
        <orderLine><orderLineNo>2</orderLineNo><itemCode>B</itemCode><actualQty>1</actualQty></orderLine></orderLines>
        </request>
        """;

    [Fact]
    public void A_message_with_a_number_is_known_by_method_warehouse_and_number() => Assert.Equal(
        "deliveryorder.confirm:WH1:M-1",
        IdOf(Nameless.Replace("<confirmType>", "<outBizCode>M-1</outBizCode><confirmType>", StringComparison.Ordinal)));

    [Theory]
    [InlineData("10:00", "10:05", true)]
    [InlineData("SF100", "SF101", false)]
    [InlineData("<actualQty>2", "<actualQty>3", false)]
    [InlineData("<confirmType>1", "<confirmType>0", false)]
    [InlineData("DO-1", "DO-2", false)]
    public void Without_one_it_is_known_by_its_parcels_and_what_they_hold_whatever_its_times_say(
        string was, string becomes, bool isSame) => Assert.Equal(
        isSame, IdOf(Nameless) == IdOf(Nameless.Replace(was, becomes, StringComparison.Ordinal)));

    [Fact]
    public void Without_parcels_two_calls_of_the_same_goods_are_two()
    {
        var bare = Nameless.Replace("SF100", "", StringComparison.Ordinal);
        Assert.Equal("deliveryorder.confirm:digest-1", IdOf(bare, "digest-1"));
        Assert.Equal("deliveryorder.confirm:digest-2", IdOf(bare, "digest-2"));
    }

    [Fact]
    public void Changes_of_stock_that_come_again_in_another_order_are_the_same()
    {
        Assert.Equal(["r:WH1:M:A", "r:WH1:M:B", "r:WH1:M:A:2"], IdsOf("A", "B", "A"));
        Assert.Equal(["r:WH1:M:B", "r:WH1:M:A", "r:WH1:M:A:2"], IdsOf("B", "A", "A"));
    }

    private static string IdOf(string xml, string digest = "digest")
    {
        var root = XElement.Parse(xml);
        return CallbackId.OfOrder(root, root.Element("deliveryOrder")!, "deliveryorder.confirm", digest);
    }

    private static IEnumerable<string> IdsOf(params string[] products)
    {
        var seen = new Dictionary<string, int>();
        return
        [
            .. products.Select(product => CallbackId.OfChange(
                XElement.Parse(
                    "<item><warehouseCode>WH1</warehouseCode><outBizCode>M</outBizCode>"
                    + $"<itemCode>{product}</itemCode></item>"),
                "r", "digest", seen)),
        ];
    }
}
