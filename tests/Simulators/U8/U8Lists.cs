using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.U8;

/// <summary>
/// The lists of U8 (列表) and the documents behind them. Every number is a text, in the envelope as in the rows.
/// </summary>
internal sealed class U8Lists
{
    private readonly Dictionary<string, List<JsonObject>> documents;
    private readonly U8Desk desk;
    private readonly Func<int, IEnumerable<JsonObject>> stock;

    /// <param name="stock">Told the page, from 0; null: the stock of the month.</param>
    public U8Lists(SeededMonth business, U8Desk desk, Func<int, IEnumerable<JsonObject>>? stock = null)
    {
        (this.desk, this.stock) = (desk, stock ?? (_ => business.Stock.Select(one =>
            StockRow(one.Warehouse, one.Product.Code, one.OnHand, one.Locked))));
        var trading = business.Trading;
        documents = new(StringComparer.Ordinal)
        {
            ["saleorder"] = [.. trading.Orders.Select((one, i) => Order(one, i + 1))],
            ["consignment"] = [.. trading.Deliveries.Select((one, i) => Consignment(one, i + 1))],
            ["saleinvoice"] = [.. trading.Invoices.Select((one, i) => SaleInvoice(one, i + 1))],
        };
    }

    /// <exception cref="U8Exception">There is no such list.</exception>
    public JsonObject Page(string list, IQueryCollection query)
    {
        var (page, size) = (Number(query, "page_index"), Number(query, "rows_per_page"));
        List<JsonObject> found;
        if (list == "currentstock")
        {
            found = [.. stock(page - 1)];
        }
        else
        {
            var rows = Documents(list.EndsWith("list", StringComparison.Ordinal) ? list[..^4] : "")
                ?? throw new U8Exception(U8Exception.Unknown, $"资源 {list} 不存在");
            found = [.. rows.Where(row => Wanted(row, query)).Select(HeadOf)];
        }

        var answer = U8Wire.Success();
        answer["page_index"] = $"{page}";
        answer["rows_per_page"] = $"{size}";
        answer["row_count"] = $"{found.Count}";
        answer["page_count"] = $"{(found.Count + size - 1) / size}";
        answer[list] = new JsonArray([.. found.Skip((page - 1) * size).Take(size)]);
        return answer;
    }

    /// <exception cref="U8Exception">There is no such document.</exception>
    public JsonObject Document(string resource, string id)
    {
        var found = Documents(resource)?.FirstOrDefault(row => U8Desk.Text(row, "id") == id)
            ?? throw new U8Exception(U8Exception.Unknown, $"{resource} {id} 不存在");
        var answer = U8Wire.Success();
        answer[resource] = found.DeepClone();
        return answer;
    }

    public static JsonObject StockRow(string warehouse, string product, decimal quantity, decimal locked) => new()
    {
        ["whcode"] = warehouse,
        ["invcode"] = product,
        ["qty"] = Text(quantity),
        ["fstopqty"] = Text(locked),
        ["unitname"] = Product.Unit,
    };

    private IEnumerable<JsonObject>? Documents(string resource) => documents.TryGetValue(resource, out var rows)
        ? rows.Concat(desk.Done.Where(job => job.Resource == resource).Select(Added))
        : null;

    private static JsonObject Added(U8Job job)
    {
        var document = (JsonObject)job.Body.DeepClone();
        (document["id"], document["state"]) = (job.Id, "Opening");
        return document;
    }

    private static JsonObject HeadOf(JsonObject document)
    {
        var head = (JsonObject)document.DeepClone();
        head.Remove("entry");
        return head;
    }

    private static bool Wanted(JsonObject row, IQueryCollection query)
    {
        var (date, code) = (U8Desk.Text(row, "date"), U8Desk.Text(row, "code"));
        return From(date, query["date_begin"]) && To(date, query["date_end"])
            && From(code, query["code_begin"]) && To(code, query["code_end"])
            && (query["state"].ToString() is not { Length: > 0 } state || U8Desk.Text(row, "state") == state);
    }

    private static bool From(string value, string? begin) =>
        string.IsNullOrEmpty(begin) || string.CompareOrdinal(value, begin) >= 0;

    private static bool To(string value, string? end) =>
        string.IsNullOrEmpty(end) || string.CompareOrdinal(value, end) <= 0;

    private static int Number(IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new U8Exception(U8Exception.Unknown, $"{name} 必须为正整数");

    private static JsonObject Head(long id, string code, DateOnly date, string customer, JsonArray entry) => new()
    {
        ["id"] = $"{id}",
        ["code"] = code,
        ["date"] = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["custcode"] = customer,
        ["state"] = "Approved",
        ["entry"] = entry,
    };

    private static JsonObject Order(SalesOrder order, long id) => Head(
        id, order.Number, order.Date, order.Dealer.Code, [.. order.Lines.Select(line => new JsonObject
        {
            ["rowno"] = $"{line.Position}",
            ["inventorycode"] = line.Product.Code,
            ["unitcode"] = Product.Unit,
            ["quantity"] = Text(line.Quantity),
            ["unitprice"] = Text(line.Price),
            ["money"] = Text(line.Net),
        })]);

    private static JsonObject Consignment(Delivery delivery, long id)
    {
        var head = Head(
            id, delivery.Number, delivery.ShippedOn, delivery.Order.Dealer.Code,
            [.. delivery.Lines.Select(line => new JsonObject
            {
                ["rowno"] = $"{line.Position}",
                ["inventorycode"] = line.Product.Code,
                ["unitcode"] = Product.Unit,
                ["quantity"] = Text(line.Quantity),
                ["whcode"] = delivery.Warehouse,
            })]);
        head["socode"] = delivery.Order.Number;
        return head;
    }

    private static JsonObject SaleInvoice(Invoice invoice, long id)
    {
        var sign = invoice.Type is "RE" or "G2" ? -1 : 1;
        var head = Head(
            id, invoice.Number, invoice.Date, invoice.Dealer.Code,
            [.. invoice.Lines.Select(line => new JsonObject
            {
                ["rowno"] = $"{line.Position}",
                ["inventorycode"] = line.Product.Code,
                ["unitcode"] = Product.Unit,
                ["quantity"] = Text(sign * line.Quantity),
                ["money"] = Text(sign * line.Net),
                ["tax"] = Text(sign * line.Tax),
                ["sum"] = Text(sign * line.Gross),
            })]);
        head["type"] = invoice.Type;
        return head;
    }

    private static string Text(decimal number) => number.ToString("0.0000", CultureInfo.InvariantCulture);
}
