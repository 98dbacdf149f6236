using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Tests.U8;

/// <summary>What was asked of a U8: the path, what stands in the query, and the body of a write.</summary>
internal sealed record U8Call(string Path, Dictionary<string, string> Query, string? Body);

/// <summary>A U8 without a network: calls are kept, tokens are given, the rest is answered by the test.</summary>
internal sealed class U8Wire(Func<U8Call, string> answer, int status = 200, string type = "application/json")
    : HttpMessageHandler
{
    public const string Address = "http://u8.test";

    public List<U8Call> Calls { get; } = [];

    public int Tokens { get; private set; }

    public string Asked => string.Join(' ', Calls.Select(c => c.Path));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var query = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]), StringComparer.Ordinal);
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancel);
        var call = new U8Call(request.RequestUri.AbsolutePath, query, body);
        if (call.Path == "/system/token")
        {
            Assert.Equal(FixedSecrets.Value, query["app_secret"]);
            return Json($$$"""{"errcode":"0","errmsg":"","token":{"expiresIn":7200,"id":"t+{{{++Tokens}}}"}}""", 200);
        }

        Calls.Add(call);
        return Json(answer(call), status);
    }

    public static ConnectorFile File(string dataset = Orders, string u8 = "{}")
    {
        var settings = JsonNode.Parse("""{ "account": "plant" }""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(u8)!.AsObject())
        {
            settings[name] = value!.DeepClone();
        }

        var file = new JsonObject
        {
            ["name"] = "u8",
            ["kind"] = "u8",
            ["address"] = Address,
            ["app"] = JsonNode.Parse("""{ "key": "app", "secret": { "secret": "U8_SECRET" }, "customer": "hub" }"""),
            ["u8"] = settings,
            ["datasets"] = new JsonArray(JsonNode.Parse(dataset)),
        };
        return ConfigFile.Parse<ConnectorFile>(file.ToJsonString(), "u8.json") with
        {
            FilePath = "u8.json", Limits = Samples.Quick(retries: 1),
        };
    }

    public const string Orders = """
        {
          "dataset": "orders",
          "source": {
            "resource": "saleorderlist", "pageSize": 2, "query": { "state": "Approved" },
            "detail": { "resource": "saleorder" }
          },
          "fields": {
            "number": "code", "dealer_code": "custcode", "order_date": "date", "currency": { "constant": "CNY" }
          },
          "lines": {
            "path": "entry",
            "fields": { "position": "rowno", "product_code": "inventorycode", "quantity": "quantity" }
          }
        }
        """;

    public const string Stock = """
        {
          "dataset": "stock",
          "source": { "resource": "currentstock", "pageSize": 2 },
          "fields": {
            "place_kind": { "constant": "warehouse" }, "place_code": "whcode", "product_code": "invcode",
            "as_of": "@queryDate", "on_hand": "qty"
          }
        }
        """;

    public static (ISource Source, DatasetMapping Mapping) Source(
        ConnectorFile file, HttpMessageHandler handler, TimeProvider? time = null)
    {
        var (source, _) = ConnectorList.Create(file, new FixedSecrets(), time ?? TimeProvider.System, handler);
        return (source!, file.Datasets[0]);
    }

    /// <summary>A page of a list: all the numbers of its envelope are texts.</summary>
    public static string Page(string list, int page, int size, int count, params string[] rows) => $$"""
        {"errcode":"0","errmsg":"","page_index":"{{page}}","rows_per_page":"{{size}}","row_count":"{{count}}",
        "page_count":"{{(count + size - 1) / size}}","{{list}}":[{{string.Join(',', rows)}}]}
        """;

    public static string Order(string id) => $$"""
        {"errcode":"0","errmsg":"","saleorder":{"id":"{{id}}","code":"SO{{id}}","custcode":"D001","date":"2026-10-03",
        "entry":[{"rowno":1,"inventorycode":"P1","quantity":"2.0000"}] } }
        """;

    private HttpResponseMessage Json(string body, int code)
    {
        var content = new StringContent(body);
        content.Headers.ContentType = new(code == 200 && body.StartsWith('{') ? "application/json" : type);
        return new HttpResponseMessage((System.Net.HttpStatusCode)code) { Content = content };
    }
}
