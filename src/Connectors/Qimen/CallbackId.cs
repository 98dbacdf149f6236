using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// By what a call that comes again is known (回传去重键): the message's number, where the WMS gives it one as it should.
/// </summary>
internal static class CallbackId
{
    /// <summary>
    /// Without a number, a call that names parcels is known by them and by what they hold: its times may differ when it
    /// comes again. Any other is known by its content, because two like it may be two deliveries.
    /// </summary>
    public static string OfOrder(XElement root, XElement header, string method, string digest)
    {
        if (Value(header, "outBizCode") is { Length: > 0 } message)
        {
            return Numbered(header, method, message);
        }

        var parcels = new[] { root, header }.SelectMany(at => XmlBody.Find(at, "packages.package.expressCode"))
            .Select(code => code.Value).Where(code => code.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (parcels.Count == 0)
        {
            return $"{method}:{digest}";
        }

        string[] content =
        [
            .. header.Elements().Where(e => e.Name.LocalName.EndsWith("OrderCode", StringComparison.Ordinal))
                .Select(e => e.Value),
            Value(header, "confirmType"),
            .. parcels,
            .. root.Descendants().Where(e => e.Name.LocalName is "orderLine" or "item").Select(Goods)
                .Order(StringComparer.Ordinal),
        ];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', content)));
        return $"{method}:{Value(header, "warehouseCode")}:{Convert.ToHexString(hash)[..32]}";
    }

    /// <summary>
    /// A call may tell of several products under one number, and of them in another order the next time.
    /// </summary>
    /// <param name="seen">How often each of the call's ids has come up.</param>
    public static string OfChange(XElement item, string method, string digest, Dictionary<string, int> seen)
    {
        var message = Value(item, "outBizCode");
        var goods = string.Join(
            ':', new[] { Value(item, "itemCode"), Value(item, "inventoryType") }.Where(part => part.Length > 0));
        var id = (message.Length > 0 ? Numbered(item, method, message) : $"{method}:{digest}") + $":{goods}";
        var times = seen[id] = seen.GetValueOrDefault(id) + 1;
        return times == 1 ? id : $"{id}:{times.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Numbered(XElement header, string method, string message) =>
        $"{method}:{Value(header, "warehouseCode")}:{message}";

    private static string Goods(XElement line) => string.Join(
        ' ', new[] { "orderLineNo", "itemCode", "inventoryType", "actualQty", "quantity" }.Select(n => Value(line, n)));

    private static string Value(XElement at, string name) => at.Element(name)?.Value ?? "";
}
