using System.Globalization;
using System.Text;

namespace DealerIntegration.Bench.Sync;

/// <summary>
/// The sales orders of a partner (订单), the same for the same number, one to five lines each, as an OData V2 service
/// writes them.
/// </summary>
internal static class PartnerOrders
{
    /// <summary>Where the lists begin below an address.</summary>
    public const string List = $"{Service}/A_SalesOrder";

    private const int First = 1_000_000;
    private const string Service = "API_SALES_ORDER_SRV";
    private const string Host = $"https://erp.example/sap/opu/odata/sap/{Service}/";

    public static int LinesOf(int order) => 1 + Mix(order, 1) % 5;

    /// <summary>The sum of an order's lines in cents.</summary>
    public static long NetCents(int order) => Enumerable.Range(0, LinesOf(order)).Sum(line => LineCents(order, line));

    /// <summary>A page of orders.</summary>
    /// <param name="next">Where the next page is; null on the last.</param>
    public static byte[] Page(IEnumerable<int> orders, int total, bool isOld, string? next)
    {
        var text = new StringBuilder("{\"d\":{\"results\":[");
        var comma = "";
        foreach (var order in orders)
        {
            text.Append(comma);
            Order(text, order, isOld);
            comma = ",";
        }

        text.Append(CultureInfo.InvariantCulture, $"],\"__count\":\"{total}\"");
        if (next is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",\"__next\":\"{next}\"");
        }

        return Encoding.UTF8.GetBytes(text.Append("}}").ToString());
    }

    // What became of an order since its old state is that it was worked off.
    private static void Order(StringBuilder text, int order, bool isOld)
    {
        var number = First + order;
        Entity(text, "A_SalesOrder", $"'{number}'");
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            ,"SalesOrder":"{number}","SalesOrderType":"OR","SoldToParty":"{1 + Mix(order, 2) % 500:0000000000}",
            """);
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            "SalesOrderDate":"/Date({Day(order)})/","RequestedDeliveryDate":"/Date({Day(order) + 604_800_000})/",
            """);
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            "PurchaseOrderByCustomer":"PO-{order:000000}","TransactionCurrency":"CNY",
            "OverallSDDocumentRejectionSts":"A",
            """);
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            "OverallSDProcessStatus":"{(isOld ? 'A' : 'C')}","TotalNetAmount":"{Amount(NetCents(order))}",
            """);
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            "LastChangeDateTime":"/Date({{Day(order) + 90_000_000}}+0000)/","to_Item":{"results":[
            """);
        for (var line = 0; line < LinesOf(order); line++)
        {
            text.Append(line == 0 ? "" : ",");
            Line(text, order, line);
        }

        text.Append("]}}");
    }

    private static void Line(StringBuilder text, int order, int line)
    {
        var (number, item) = (First + order, (line + 1) * 10);
        Entity(text, "A_SalesOrderItem", $"SalesOrder='{number}',SalesOrderItem='{item}'");
        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            ,"SalesOrder":"{number}","SalesOrderItem":"{item:000000}","Material":"P{Product(order, line):00000}",
            """);
        text.Append(
            CultureInfo.InvariantCulture,
            $$"""
            "RequestedQuantity":"{{Quantity(order, line)}}.000","RequestedQuantityUnit":"CS","NetAmount":"{{
                Amount(LineCents(order, line))}}","YY1_NetPrice":"{{Amount(Price(order, line))}}"}
            """);
    }

    private static void Entity(StringBuilder text, string set, string key) => text.Append(
        CultureInfo.InvariantCulture,
        $$"""
        {"__metadata":{"id":"{{Host}}{{set}}({{key}})","uri":"{{Host}}{{set}}({{key}})",
         "type":"{{Service}}.{{set}}Type"}
        """);

    private static int Product(int order, int line) => Mix(order, line + 40) % 2000;

    private static long Quantity(int order, int line) => 1 + Mix(order, line + 10) % 200;

    private static long Price(int order, int line) => 100 + Mix(order, line + 20) % 20_000;

    private static long LineCents(int order, int line) => Quantity(order, line) * Price(order, line);

    private static string Amount(long cents) => string.Create(
        CultureInfo.InvariantCulture, $"{cents / 100}.{cents % 100:00}");

    private static long Day(int order) => 1_790_812_800_000 + Mix(order, 3) % 31 * 86_400_000L;

    // Spreads numbers evenly without keeping a state from one to the next.
    private static int Mix(int order, int salt)
    {
        unchecked
        {
            var x = ((uint)order * 2_654_435_761u) ^ ((uint)salt * 2_246_822_519u);
            x = (x ^ (x >> 15)) * 2_246_822_519u;
            return (int)((x ^ (x >> 13)) >> 1);
        }
    }
}
