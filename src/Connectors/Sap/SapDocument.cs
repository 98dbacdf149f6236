using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Mapping.Converting;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// A document of ours in SAP's words: where it is posted, its body, and the property that holds its number.
/// </summary>
/// <param name="Problem">Why it cannot be written as the connector file wants it; null: it can.</param>
internal sealed record SapDocument(string Key, string Path, string NumberProperty, string Body, string? Problem)
{
    public const string KeyProperty = "PurchaseOrderByCustomer";
    public const string Items = "to_Item";

    /// <summary>SAP cuts longer keys off, and a cut key is never found again.</summary>
    public const int LongestKey = 35;

    public const string OrderService = "API_SALES_ORDER_SRV";
    public const string OrderPath = $"{OrderService}/A_SalesOrder";
    public const string OrderNumber = "SalesOrder";

    private const string PriceField = "YY1_NetPrice";
    private const string AmountField = "YY1_NetAmount";
    private const string Conditions = "to_PricingElement";

    private const string FreePath = "API_SALES_ORDER_WITHOUT_CHARGE_SRV/A_SalesOrderWithoutCharge";
    private const string CreditPath = "API_CREDIT_MEMO_REQUEST_SRV/A_CreditMemoRequest";
    private const string DebitPath = "API_DEBIT_MEMO_REQUEST_SRV/A_DebitMemoRequest";

    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private static readonly string[] SalesArea = ["SalesOrganization", "DistributionChannel", "OrganizationDivision"];

    public static IReadOnlyList<string> Kinds { get; } =
        [PushKinds.SalesOrder, PushKinds.FreeGoods, PushKinds.CreditNote, PushKinds.DebitNote];

    /// <summary>
    /// Where documents of a kind live and which property is their number; null for kinds SAP does not take.
    /// </summary>
    public static (string Path, string NumberProperty)? Home(string kind) => kind switch
    {
        PushKinds.SalesOrder => (OrderPath, OrderNumber),
        PushKinds.FreeGoods => (FreePath, "SalesOrderWithoutCharge"),
        PushKinds.CreditNote => (CreditPath, "CreditMemoRequest"),
        PushKinds.DebitNote => (DebitPath, "DebitMemoRequest"),
        _ => null,
    };

    /// <summary>What the hub sends by itself, and what a connector file may therefore leave out.</summary>
    public static IReadOnlyList<string> Sent(string kind) =>
    [
        TypeOf(kind).Property, "TransactionCurrency", .. SalesArea,
        .. kind is PushKinds.SalesOrder or PushKinds.FreeGoods ? ["RequestedDeliveryDate"] : Array.Empty<string>(),
    ];

    /// <summary>The same for an item.</summary>
    public static IReadOnlyList<string> SentOfItem(string kind) =>
        ["RequestedQuantityUnit", Conditions, IsMemo(kind) ? AmountField : PriceField];

    /// <summary>The entity set, below its service.</summary>
    public string Set => Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public static SapDocument Of(PushDocument document, SapSettings settings)
    {
        var (path, number) = Home(document.Kind)
            ?? throw new ArgumentException($"SAP takes no '{document.Kind}'.", nameof(document));
        var body = IsMemo(document.Kind)
            ? Memo(document, settings.PriceCondition)
            : Order(document, settings.PriceCondition);
        if (settings.Sales is { } sales)
        {
            (body[SalesArea[0]], body[SalesArea[1]], body[SalesArea[2]]) =
                (sales.Organization, sales.Channel, sales.Division);
        }

        var problem = settings.Targets.TryGetValue(document.Kind, out var rule) ? Adapt(body, rule, document) : null;
        return new SapDocument(document.Key, path, number, body.ToJsonString(), problem);
    }

    private static bool IsMemo(string kind) => kind is PushKinds.CreditNote or PushKinds.DebitNote;

    private static (string Property, string Value) TypeOf(string kind) => kind switch
    {
        PushKinds.SalesOrder => ("SalesOrderType", "OR"),
        PushKinds.FreeGoods => ("SalesOrderWithoutChargeType", "CBFD"),
        PushKinds.CreditNote => ("CreditMemoRequestType", "CR"),
        _ => ("DebitMemoRequestType", "DR"),
    };

    private static string? Adapt(JsonObject body, SapTargetRule rule, PushDocument document)
    {
        var items = body[Items]!.AsArray().Select(i => i!.AsObject()).ToList();
        rule.Omit.ForEach(name => body.Remove(name));
        items.ForEach(item => rule.Lines.Omit.ForEach(name => item.Remove(name)));
        return TargetBody.LayOver(body, items, rule.Fields, rule.Lines.Fields, document);
    }

    private static JsonObject Order(PushDocument document, string? priceCondition)
    {
        var (typeProperty, type) = TypeOf(document.Kind);
        var order = JsonSerializer.Deserialize<OrderPayload>(document.Payload, Canonical)!;
        var body = new JsonObject
        {
            [typeProperty] = type,
            ["SoldToParty"] = document.DealerCode,
            [KeyProperty] = document.Key,
            ["TransactionCurrency"] = order.Currency,
        };
        if (order.RequestedDate is { } requested)
        {
            body["RequestedDeliveryDate"] = SapDates.Write(requested);
        }

        body[Items] = new JsonArray([.. order.Lines.Select(l => Item(l, order.Currency, priceCondition))]);
        return body;
    }

    private static JsonObject Item(LinePayload line, string currency, string? priceCondition)
    {
        var item = new JsonObject { ["Material"] = line.ProductCode, ["RequestedQuantity"] = line.Quantity };
        if (line.Unit is not null)
        {
            item["RequestedQuantityUnit"] = line.Unit;
        }

        if (line.UnitPrice is { } price)
        {
            Price(item, PriceField, price, currency, priceCondition);
        }

        return item;
    }

    private static void Price(
        JsonObject item, string field, string amount, string currency, string? priceCondition)
    {
        if (priceCondition is null)
        {
            item[field] = amount;
            return;
        }

        item[Conditions] = new JsonArray(new JsonObject
        {
            ["ConditionType"] = priceCondition,
            ["ConditionRateValue"] = amount,
            ["ConditionCurrency"] = currency,
        });
    }

    // What we state is what the dealer owes, so a credit is negative; SAP's requests state how much is credited or
    // debited, above zero in both.
    private static JsonObject Memo(PushDocument document, string? priceCondition)
    {
        var (typeProperty, type) = TypeOf(document.Kind);
        var sign = document.Kind == PushKinds.CreditNote ? -1 : 1;
        var memo = JsonSerializer.Deserialize<MemoPayload>(document.Payload, Canonical)!;
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var amount = sign * decimal.Parse(memo.Amount, plain, CultureInfo.InvariantCulture);
        if (amount <= 0)
        {
            throw new ArgumentException(
                $"A {document.Kind} {(sign < 0 ? "lowers" : "raises")} what the dealer owes; {memo.Amount} does not.");
        }

        var item = new JsonObject
        {
            ["Material"] = "REBATE",
            ["RequestedQuantity"] = "1",
            ["RequestedQuantityUnit"] = "EA",
        };
        Price(item, AmountField, amount.ToString(CultureInfo.InvariantCulture), memo.Currency, priceCondition);
        return new JsonObject
        {
            [typeProperty] = type,
            ["SoldToParty"] = document.DealerCode,
            [KeyProperty] = document.Key,
            ["TransactionCurrency"] = memo.Currency,
            [Items] = new JsonArray(item),
        };
    }

    private sealed record OrderPayload(string Currency, List<LinePayload> Lines, DateOnly? RequestedDate = null);

    private sealed record LinePayload(
        string ProductCode, string Quantity, string? Unit = null, string? UnitPrice = null);

    private sealed record MemoPayload(string Currency, string Amount);
}
