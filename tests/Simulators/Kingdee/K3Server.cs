using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// A Kingdee Cloud (模拟金蝶云星空) over the seeded business: signed JSON calls, HTTP 200 whatever happens, and errors that
/// come as rows.
/// </summary>
internal sealed class K3Server(K3Books books, K3Desk desk, K3Gate gate)
{
    private const string Service = "/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.{operation}.common.kdsvc";

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static WebApplication Build(SeededMonth business, int port, string secret, string? stateFile)
    {
        var today = business.Month.Today.ToDateTime(new TimeOnly(10, 0));
        var desk = new K3Desk(business, new StateFile<K3State>(stateFile), () => today);
        var server = new K3Server(new K3Books(business, desk), desk, new K3Gate(secret));
        var app = PartnerHost.Build(port, new Faults(), desk.Report);
        app.MapPost(Service, server.Serve);
        return app;
    }

    private async Task Serve(HttpContext context)
    {
        var operation = (string)context.Request.RouteValues["operation"]!;
        string answer;
        try
        {
            if (gate.Problem(context.Request) is { } problem)
            {
                throw new K3Exception(1, problem);
            }

            using var body = await JsonDocument.ParseAsync(context.Request.Body);
            answer = Handle(operation, [.. body.RootElement.GetProperty("parameters").EnumerateArray()]);
        }
        catch (K3Exception error)
        {
            var status = Failure(error).ToJsonString(Plain);
            answer = operation == "ExecuteBillQuery" ? $"[[{status}]]" : status;
        }

        await Answer.Write(context, 200, "application/json", answer);
    }

    private string Handle(string operation, JsonElement[] parameters)
    {
        if (operation == "ExecuteBillQuery")
        {
            var query = parameters[0];
            return Rows(K3Query.Run(query, books.Form(query.GetProperty("FormId").GetString()!)));
        }

        var form = books.Form(parameters[0].GetString()!);
        using var data = JsonDocument.Parse(parameters[1].GetString()!);
        return Success(operation switch
        {
            "Save" => desk.Save(form, data.RootElement),
            "Submit" => desk.TakeOn(form, data.RootElement, "A", "B"),
            "Audit" => desk.TakeOn(form, data.RootElement, "B", "C"),
            _ => throw new K3Exception(3, $"操作 {operation} 不存在"),
        });
    }

    public static string Rows(IEnumerable<object?[]> rows)
    {
        var list = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(Value)]))]);
        return list.ToJsonString(Plain);
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

    private static string Success(SavedBill bill) => new JsonObject
    {
        ["Result"] = new JsonObject
        {
            ["ResponseStatus"] = new JsonObject
            {
                ["IsSuccess"] = true,
                ["Errors"] = new JsonArray(),
                ["SuccessEntitys"] = new JsonArray(
                    new JsonObject { ["Id"] = bill.Id, ["Number"] = bill.Number, ["DIndex"] = 0 }),
                ["SuccessMessages"] = new JsonArray(),
                ["MsgCode"] = 0,
            },
            ["Id"] = bill.Id,
            ["Number"] = bill.Number,
        },
    }.ToJsonString(Plain);

    private static JsonObject Failure(K3Exception error) => new()
    {
        ["Result"] = new JsonObject
        {
            ["ResponseStatus"] = new JsonObject
            {
                ["ErrorCode"] = 500,
                ["IsSuccess"] = false,
                ["Errors"] = new JsonArray(new JsonObject
                {
                    ["FieldName"] = error.Field,
                    ["Message"] = error.Message,
                    ["DIndex"] = 0,
                }),
                ["SuccessEntitys"] = new JsonArray(),
                ["SuccessMessages"] = new JsonArray(),
                ["MsgCode"] = error.Code,
            },
        },
    };
}
