using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Sap;

/// <summary>
/// A document of ours in SAP's words: where it is posted, its body, and the property that holds its number.
/// </summary>
internal sealed record SapDocument(string Key, string Path, string NumberProperty, string Body)
{
    public const string KeyProperty = "PurchaseOrderByCustomer";

    /// <summary>SAP cuts longer keys off, and a cut key is never found again.</summary>
    public const int LongestKey = 35;

    public const string OrderPath = "API_SALES_ORDER_SRV/A_SalesOrder";
    public const string OrderNumber = "SalesOrder";

    private const string FreePath = "API_SALES_ORDER_WITHOUT_CHARGE_SRV/A_SalesOrderWithoutCharge";
    private const string CreditPath = "API_CREDIT_MEMO_REQUEST_SRV/A_CreditMemoRequest";
    private const string DebitPath = "API_DEBIT_MEMO_REQUEST_SRV/A_DebitMemoRequest";

    private static readonly JsonSerializerOptions Canonical = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

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

    /// <summary>The entity set, below its service.</summary>
    public string Set => Path[(Path.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public static SapDocument Of(PushDocument document, SapSettings settings)
    {
        var (path, number) = Home(document.Kind)
            ?? throw new ArgumentException($"SAP takes no '{document.Kind}'.", nameof(document));
        var body = path switch
        {
            OrderPath => Order(document, "SalesOrderType", "OR", settings.PriceCondition),
            FreePath => Order(document, "SalesOrderWithoutChargeType", "CBFD", settings.PriceCondition),
            CreditPath => Memo(document, "CreditMemoRequestType", "CR", sign: -1, settings.PriceCondition),
            _ => Memo(document, "DebitMemoRequestType", "DR", sign: 1, settings.PriceCondition),
        };
        if (settings.Sales is { } sales)
        {
            body["SalesOrganization"] = sales.Organization;
            body["DistributionChannel"] = sales.Channel;
            body["OrganizationDivision"] = sales.Division;
        }

        return new SapDocument(document.Key, path, number, body.ToJsonString());
    }

    private static JsonObject Order(
        PushDocument document, string typeProperty, string type, string? priceCondition)
    {
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
            body["RequestedDeliveryDate"] = SapDate(requested);
        }

        body["to_Item"] = new JsonArray([.. order.Lines.Select(l => Item(l, order.Currency, priceCondition))]);
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
            Price(item, "YY1_NetPrice", price, currency, priceCondition);
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

        item["to_PricingElement"] = new JsonArray(new JsonObject
        {
            ["ConditionType"] = priceCondition,
            ["ConditionRateValue"] = amount,
            ["ConditionCurrency"] = currency,
        });
    }

    // What we state is what the dealer owes, so a credit is negative; SAP's requests state how much is credited or
    // debited, above zero in both.
    private static JsonObject Memo(
        PushDocument document, string typeProperty, string type, int sign, string? priceCondition)
    {
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
        Price(item, "YY1_NetAmount", amount.ToString(CultureInfo.InvariantCulture), memo.Currency, priceCondition);
        return new JsonObject
        {
            [typeProperty] = type,
            ["SoldToParty"] = document.DealerCode,
            [KeyProperty] = document.Key,
            ["TransactionCurrency"] = memo.Currency,
            ["to_Item"] = new JsonArray(item),
        };
    }

    private static string SapDate(DateOnly date)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return string.Create(CultureInfo.InvariantCulture, $"/Date({midnight.ToUnixTimeMilliseconds()})/");
    }

    private sealed record OrderPayload(string Currency, List<LinePayload> Lines, DateOnly? RequestedDate = null);

    private sealed record LinePayload(
        string ProductCode, string Quantity, string? Unit = null, string? UnitPrice = null);

    private sealed record MemoPayload(string Currency, string Amount);
}
