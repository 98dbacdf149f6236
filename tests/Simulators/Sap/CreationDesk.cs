using System.Globalization;
using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Sap;

/// <summary>
/// Creates documents by deep insert. Like the real service it does not look whether the caller's key was used before:
/// whoever sends twice has two orders, and <c>/admin/state</c> tells.
/// </summary>
internal sealed class CreationDesk
{
    private readonly SeededMonth business;
    private readonly StateFile<SapState> file;
    private readonly SapState state;
    private readonly Lock gate = new();
    private List<CreatedDocument>? begun;

    public CreationDesk(SeededMonth business, StateFile<SapState> file)
    {
        this.business = business;
        this.file = file;
        state = file.Load();
    }

    public IReadOnlyList<CreatedDocument> SalesOrders => Copy(state.SalesOrders);

    public IReadOnlyList<CreatedDocument> OrdersWithoutCharge => Copy(state.OrdersWithoutCharge);

    public IReadOnlyList<CreatedDocument> CreditMemoRequests => Copy(state.CreditMemoRequests);

    public IReadOnlyList<CreatedDocument> DebitMemoRequests => Copy(state.DebitMemoRequests);

    /// <exception cref="SapException">The order cannot be entered.</exception>
    public CreatedDocument CreateOrder(JsonElement body) => Create(
        body, state.SalesOrders, 19000000, (item, number) => OrderItem(item, number, Amount(item, "YY1_NetPrice")));

    /// <summary>Goods that cost nothing.</summary>
    /// <exception cref="SapException">The order cannot be entered.</exception>
    public CreatedDocument CreateOrderWithoutCharge(JsonElement body)
    {
        RequireType(body, "SalesOrderWithoutChargeType", "CBFD");
        return Create(body, state.OrdersWithoutCharge, 29000000, (item, number) => OrderItem(item, number, 0m));
    }

    /// <exception cref="SapException">The request cannot be entered.</exception>
    public CreatedDocument CreateCreditMemo(JsonElement body)
    {
        RequireType(body, "CreditMemoRequestType", "CR");
        return Create(body, state.CreditMemoRequests, 60000000, MemoItem);
    }

    /// <exception cref="SapException">The request cannot be entered.</exception>
    public CreatedDocument CreateDebitMemo(JsonElement body)
    {
        RequireType(body, "DebitMemoRequestType", "DR");
        return Create(body, state.DebitMemoRequests, 70000000, MemoItem);
    }

    /// <summary>
    /// Starts a group of changes that count together: what is not kept is taken back. Changes are for the versions that
    /// stood at its start. One group at a time.
    /// </summary>
    public DeskChanges Begin()
    {
        List<CreatedDocument>[] series =
            [state.SalesOrders, state.OrdersWithoutCharge, state.CreditMemoRequests, state.DebitMemoRequests];
        var before = series.Select(Copy).ToList();
        var kept = false;
        begun = before[0];
        return new DeskChanges(
            () => kept = true,
            () =>
            {
                begun = null;
                if (!kept)
                {
                    TakeBack(series, before);
                }
            });
    }

    /// <exception cref="SapException">There is no such order, or its item cannot be changed so.</exception>
    public void RejectItem(string number, string item, JsonElement body, string given)
    {
        lock (gate)
        {
            var index = state.SalesOrders.FindIndex(order => order.Number == number);
            if (index < 0)
            {
                throw new SapException(404, "V1/302", $"Order {number} was not created here");
            }

            var order = state.SalesOrders[index];
            var read = begun?.Find(one => one.Number == number) ?? order;
            var changed = OrderChanges.Reject(order, item, body, OrderChanges.ETag(read.LastChange), given);
            state.SalesOrders[index] = changed with { ChangedAt = read.LastChange.AddSeconds(1) };
            file.Save(state);
        }
    }

    private void TakeBack(List<CreatedDocument>[] series, List<List<CreatedDocument>> before)
    {
        lock (gate)
        {
            foreach (var (now, then) in series.Zip(before))
            {
                now.Clear();
                now.AddRange(then);
            }

            file.Save(state);
        }
    }

    /// <summary>Keys and how many documents bear each: more than one is an effect that happened twice.</summary>
    public object Report() => new
    {
        salesOrders = Count(SalesOrders),
        ordersWithoutCharge = Count(OrdersWithoutCharge),
        creditMemoRequests = Count(CreditMemoRequests),
        debitMemoRequests = Count(DebitMemoRequests),
    };

    private CreatedItem OrderItem(JsonElement item, int number, decimal price)
    {
        var material = Text(item, "Material");
        if (!business.Products.Any(product => product.Code == material))
        {
            throw new SapException(400, "V1/302", $"Material {material} is not defined for sales organization 1010");
        }

        var quantity = Amount(item, "RequestedQuantity");
        return quantity > 0
            ? new CreatedItem($"{number}", material, quantity, Product.Unit, price, Cents.HalfUp(price * quantity))
            : throw new SapException(400, "V1/367", $"Enter an order quantity above zero for item {number}");
    }

    private static CreatedItem MemoItem(JsonElement item, int number)
    {
        var net = Amount(item, "YY1_NetAmount");
        return net > 0
            ? new CreatedItem(
                $"{number}", Text(item, "Material"), Amount(item, "RequestedQuantity"), Product.Unit, net, net)
            : throw new SapException(400, "V1/802", $"Enter a positive amount for item {number}, not {net}");
    }

    private static void RequireType(JsonElement body, string name, string type)
    {
        if (Text(body, name) is var told && told != type)
        {
            throw new SapException(400, "V1/301", $"Sales document type {told} is not defined here, only {type}");
        }
    }

    private static object Count(IReadOnlyList<CreatedDocument> documents)
    {
        var byKey = documents.CountBy(document => document.Key).ToDictionary();
        var byDealer = documents.CountBy(document => document.SoldTo).ToDictionary();
        return new { created = documents.Count, repeated = byKey.Count(key => key.Value > 1), byDealer, byKey };
    }

    private CreatedDocument Create(
        JsonElement body, List<CreatedDocument> series, int start, Func<JsonElement, int, CreatedItem> read)
    {
        var dealer = Text(body, "SoldToParty");
        if (!business.Dealers.Any(one => one.Code == dealer))
        {
            throw new SapException(400, "VP/204", $"Sold-to party {dealer} not maintained for sales area 1010 10 00");
        }

        var key = Text(body, "PurchaseOrderByCustomer");
        if (key.Length > 35)
        {
            throw new SapException(400, "/IWBEP/CM_MGW_RT/202", $"PurchaseOrderByCustomer '{key}' is longer than 35");
        }

        var items = Items(body).Select((item, index) => read(item, (index + 1) * 10)).ToList();
        if (items.Count == 0)
        {
            throw new SapException(400, "SLS_LORD/009", "Document has no items");
        }

        lock (gate)
        {
            var sequence = series.Count + 1;
            var time = new DateTimeOffset(business.Month.Today.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero);
            var document = new CreatedDocument(
                $"{start + sequence}", dealer, key, Text(body, "TransactionCurrency"),
                Day(body, "RequestedDeliveryDate"), time.AddSeconds(sequence), items);
            series.Add(document);
            file.Save(state);
            return document;
        }
    }

    private List<CreatedDocument> Copy(List<CreatedDocument> series)
    {
        lock (gate)
        {
            return [.. series];
        }
    }

    /// <summary>Both forms of a deep insert are seen in the field: a plain array and one wrapped in results.</summary>
    private static List<JsonElement> Items(JsonElement body)
    {
        if (!body.TryGetProperty("to_Item", out var items))
        {
            return [];
        }

        var list = items.ValueKind == JsonValueKind.Object ? items.GetProperty("results") : items;
        return [.. list.EnumerateArray()];
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw new SapException(400, "SLS_LORD/013", $"Enter a value for {name} as text");

    private static decimal Amount(JsonElement element, string name)
    {
        var text = Text(element, name);
        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new SapException(400, "CX_SXML_PARSE_ERROR", $"'{text}' is not a decimal for {name}");
    }

    private static DateOnly? Day(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var text = value.GetString() ?? "";
        if (text.StartsWith("/Date(", StringComparison.Ordinal) && long.TryParse(text[6..^2], out var milliseconds))
        {
            return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime);
        }

        return DateTime.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? DateOnly.FromDateTime(day)
            : throw new SapException(400, "CX_SXML_PARSE_ERROR", $"'{text}' is not a date for {name}");
    }
}
