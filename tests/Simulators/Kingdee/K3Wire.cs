using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// How Kingdee writes its answers (报文): rows without names, a status for what was done, and a failed query as a row
/// that holds a status.
/// </summary>
internal sealed class K3Wire : IPartnerWire
{
    public const string Query = "ExecuteBillQuery";

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public CallKind KindOf(HttpRequest request) => OperationOf(request) == Query ? CallKind.Read : CallKind.Write;

    public Task TellAsync(HttpContext context, Trouble trouble)
    {
        var error = trouble switch
        {
            Trouble.Busy => new K3Exception(14, "调用次数超出限制，请稍后重试"),
            Trouble.Refused => new K3Exception(11, "客户的信用额度不足，不允许保存", "FCustId"),
            _ => new K3Exception(1, "会话信息已丢失，请重新登录"),
        };
        return Answer.Write(context, 200, "application/json", Failure(OperationOf(context.Request), error));
    }

    public static string Rows(IEnumerable<object?[]> rows)
    {
        var list = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(Value)]))]);
        return list.ToJsonString(Plain);
    }

    public static string Success(SavedBill bill)
    {
        var done = new JsonObject { ["Id"] = bill.Id, ["Number"] = bill.Number, ["DIndex"] = 0 };
        return Status(isSuccess: true, 0, [], [done]).ToJsonString(Plain);
    }

    public static string Failure(string operation, K3Exception error)
    {
        var status = Status(isSuccess: false, error.Code, [Told(error)], []).ToJsonString(Plain);
        return operation == Query ? $"[[{status}]]" : status;
    }

    /// <summary>A good status over a list of errors.</summary>
    public static string Partial(K3Exception error) =>
        Status(isSuccess: true, 0, [Told(error)], []).ToJsonString(Plain);

    private static string OperationOf(HttpRequest request) =>
        request.Path.Value!.Split('.') is [.., var operation, "common", "kdsvc"] ? operation : "";

    private static JsonObject Told(K3Exception error) =>
        new() { ["FieldName"] = error.Field, ["Message"] = error.Message, ["DIndex"] = 0 };

    private static JsonObject Status(bool isSuccess, int code, JsonArray errors, JsonArray entities)
    {
        var status = new JsonObject
        {
            ["IsSuccess"] = isSuccess,
            ["Errors"] = errors,
            ["SuccessEntitys"] = entities,
            ["SuccessMessages"] = new JsonArray(),
            ["MsgCode"] = code,
        };
        if (!isSuccess)
        {
            status["ErrorCode"] = 500;
        }

        return new JsonObject { ["Result"] = new JsonObject { ["ResponseStatus"] = status } };
    }

    // Amounts come as numbers with all the decimals of their column, instants without a zone.
    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool flag => JsonValue.Create(flag),
        long number => JsonValue.Create(number),
        decimal amount => JsonNode.Parse(amount.ToString("0.0000000000", CultureInfo.InvariantCulture)),
        DateTime time => JsonValue.Create(time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };
}
