using System.Globalization;
using System.Text.Json;
using Dapper;
using Npgsql;

namespace DealerIntegration.Bench.Sync;

/// <summary>What a user would write: the page as a JsonDocument, and one statement a row through Dapper.</summary>
internal static class RowByRowOrders
{
    private const string Order =
        """
        INSERT INTO bench.user_order (number, dealer, order_date, requested, reference, currency, status, net)
        VALUES (@number, @dealer, @date, @requested, @reference, @currency, @status, @net)
        ON CONFLICT (number) DO UPDATE SET dealer = excluded.dealer, order_date = excluded.order_date,
            requested = excluded.requested, reference = excluded.reference, currency = excluded.currency,
            status = excluded.status, net = excluded.net
        """;

    private const string Line =
        """
        INSERT INTO bench.user_line (number, position, product, quantity, unit, price, net)
        VALUES (@number, @position, @product, @quantity, @unit, @price, @net)
        ON CONFLICT (number, position) DO UPDATE SET product = excluded.product, quantity = excluded.quantity,
            unit = excluded.unit, price = excluded.price, net = excluded.net
        """;

    public static async Task ImportAsync(NpgsqlTransaction transaction, byte[] page)
    {
        var connection = transaction.Connection!;
        using var json = JsonDocument.Parse(page);
        foreach (var order in json.RootElement.GetProperty("d").GetProperty("results").EnumerateArray())
        {
            var number = Text(order, "SalesOrder");
            await connection.ExecuteAsync(
                Order,
                new
                {
                    number,
                    dealer = Text(order, "SoldToParty").TrimStart('0'),
                    date = Date(order, "SalesOrderDate"),
                    requested = Date(order, "RequestedDeliveryDate"),
                    reference = Text(order, "PurchaseOrderByCustomer"),
                    currency = Text(order, "TransactionCurrency"),
                    status = Text(order, "OverallSDProcessStatus") switch
                    {
                        "A" => "open", "B" => "partly", _ => "complete",
                    },
                    net = Number(order, "TotalNetAmount"),
                },
                transaction);
            foreach (var line in order.GetProperty("to_Item").GetProperty("results").EnumerateArray())
            {
                await connection.ExecuteAsync(
                    Line,
                    new
                    {
                        number,
                        position = Text(line, "SalesOrderItem").TrimStart('0'),
                        product = Text(line, "Material"),
                        quantity = Number(line, "RequestedQuantity"),
                        unit = Text(line, "RequestedQuantityUnit"),
                        price = Number(line, "YY1_NetPrice"),
                        net = Number(line, "NetAmount"),
                    },
                    transaction);
            }
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static decimal Number(JsonElement element, string name) =>
        decimal.Parse(Text(element, name), CultureInfo.InvariantCulture);

    // "/Date(1790812800000)/"
    private static DateTime Date(JsonElement element, string name) => DateTimeOffset
        .FromUnixTimeMilliseconds(long.Parse(Text(element, name)[6..^2], CultureInfo.InvariantCulture))
        .UtcDateTime.Date;
}
