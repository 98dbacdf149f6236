using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.Kingdee;

/// <summary>Connector files of a Kingdee Cloud, and a Kingdee that answers what a test says.</summary>
internal static class Kingdee
{
    public const string Address = "http://kingdee.test";

    public const string Shipments = """
        {
          "dataset": "shipments",
          "source": {
            "form": "SAL_OUTSTOCK", "id": "FID", "entry": "FEntity_FEntryID",
            "filter": "FDocumentStatus = 'C'", "changedBy": "FModifyDate", "pageSize": 4
          },
          "fields": { "number": "FBillNo", "dealer_code": "FCustId.FNumber", "shipped_on": "FDate" },
          "lines": {
            "groupBy": "FBillNo",
            "fields": {
              "position": { "convert": "rowNumber" },
              "product_code": "FMaterialId.FNumber",
              "quantity": "FQty",
              "unit": { "path": "FUnitID.FNumber", "default": "EA" }
            }
          }
        }
        """;

    public const string Dealers = """
        {
          "dataset": "dealers",
          "source": { "form": "BD_Customer", "id": "FCUSTID", "pageSize": 2 },
          "fields": { "code": "FNumber", "name": "FName", "currency": { "constant": "CNY" } }
        }
        """;

    public static ConnectorFile File(string dataset = Shipments, string kingdee = "{}", string? appKey = null)
    {
        var settings = JsonNode.Parse("""{ "user": "HUB", "organization": "100" }""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(kingdee)!.AsObject())
        {
            settings[name] = value!.DeepClone();
        }

        var file = new JsonObject
        {
            ["name"] = "kingdee",
            ["kind"] = "kingdee",
            ["address"] = Address,
            ["app"] = new JsonObject
            {
                ["key"] = appKey ?? "200100_aHViLWtleS0wMQ==",
                ["secret"] = new JsonObject { ["secret"] = "KINGDEE_SECRET" },
                ["customer"] = "dc-2026",
            },
            ["kingdee"] = settings,
            ["datasets"] = new JsonArray(JsonNode.Parse(dataset)),
        };
        return ConfigFile.Parse<ConnectorFile>(file.ToJsonString(), "kingdee.json") with
        {
            FilePath = "kingdee.json", Limits = Samples.Quick(retries: 1),
        };
    }

    public static (ISource Source, DatasetMapping Mapping) Source(ConnectorFile file, HttpMessageHandler handler) =>
        (ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System, handler).Source!, file.Datasets[0]);

    /// <summary>A row of the shipments: id, entry, and what the mapping reads.</summary>
    public static string Row(int id, int entry, string product = "P1", string quantity = "1.0000000000") =>
        $"""[{id},{entry},"OUT{id}","D001","2026-10-0{id % 9 + 1}T00:00:00","{product}",{quantity},"EA"]""";

    public static string Failure(int code, string message, string entities = "") => $$"""
        {"Result":{"ResponseStatus":{"ErrorCode":500,"IsSuccess":false,"MsgCode":{{code}},
        "Errors":[{"FieldName":"F1","Message":"{{message}}","DIndex":0}],"SuccessEntitys":[{{entities}}] } } }
        """;

    public static string Success(string entities) => $$"""
        {"Result":{"ResponseStatus":{"IsSuccess":true,"MsgCode":0,"Errors":[],"SuccessEntitys":[{{entities}}] } } }
        """;
}

/// <summary>What was asked of a Kingdee: the operation, and the parameters of its call.</summary>
internal sealed record KingdeeCall(string Operation, JsonElement[] Parameters, HttpRequestMessage Request)
{
    public string this[string member] => Parameters[0].GetProperty(member).ToString();

    /// <summary>The data of a save, a submit or an audit: a text inside the text.</summary>
    public string Data => Parameters[1].GetString()!;
}

/// <summary>A Kingdee without a network: each call is kept and answered by the test.</summary>
internal sealed class KingdeeWire(Func<KingdeeCall, string> answer, int status = 200, string type = "application/json")
    : HttpMessageHandler
{
    public List<KingdeeCall> Calls { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var name = request.RequestUri!.AbsolutePath.Split('.')[^3];
        var body = JsonSerializer.Deserialize<JsonElement>(await request.Content!.ReadAsStringAsync(cancel));
        var call = new KingdeeCall(name, [.. body.GetProperty("parameters").EnumerateArray()], request);
        Calls.Add(call);
        var content = new StringContent(answer(call));
        content.Headers.ContentType = new(type);
        return new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = content };
    }
}
