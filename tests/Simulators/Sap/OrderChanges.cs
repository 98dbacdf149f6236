using System.Text.Json;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// Changes of an order's items (订单变更), each for the version that the caller read: without one it is refused, with an
/// old one too.
/// </summary>
internal static class OrderChanges
{
    public static string ETag(DateTimeOffset changed)
    {
        var stamp = changed.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'");
        return $"W/\"datetimeoffset'{Uri.EscapeDataString(stamp)}'\"";
    }

    /// <param name="order">The order as it stands.</param>
    /// <param name="version">The mark of the version that changes are for.</param>
    /// <param name="given">The mark that came with the call.</param>
    /// <exception cref="SapException">The item cannot be changed so.</exception>
    public static CreatedDocument Reject(
        CreatedDocument order, string item, JsonElement body, string version, string given)
    {
        if (given.Length == 0)
        {
            throw new SapException(
                428, "/IWBEP/CM_MGW_RT/168",
                "The Data Service Request is required to be conditional. Try using the \"If-Match\" header.");
        }

        if (given != "*" && given != version)
        {
            throw new SapException(412, "/IWBEP/CM_MGW_RT/169", "Precondition failed");
        }

        if (!body.TryGetProperty("SalesDocumentRjcnReason", out var told)
            || told.GetString() is not { Length: 2 } reason)
        {
            throw new SapException(400, "V1/563", "Only SalesDocumentRjcnReason of two characters can be changed here");
        }

        var index = order.Items.ToList().FindIndex(one => one.Item == item);
        if (index < 0)
        {
            throw new SapException(404, "V1/302", $"Item {item} of order {order.Number} does not exist");
        }

        return order with
        {
            Items = [.. order.Items.Select((one, i) => i == index ? one with { Rejection = reason } : one)],
        };
    }

    /// <summary>Order and item that a path names.</summary>
    public static (string Order, string Item)? Named(string set)
    {
        const string start = "A_SalesOrderItem(SalesOrder='";
        var parts = set.Split("',SalesOrderItem='", 2);
        return set.StartsWith(start, StringComparison.Ordinal) && parts.Length == 2
            ? (parts[0][start.Length..], parts[1].Replace("')", "", StringComparison.Ordinal))
            : null;
    }
}
