using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Connector files of REST systems, written as a person would write them.</summary>
internal static class Rest
{
    public const string Address = "http://erp.test/api";

    /// <summary>A file that reads payments; what is given replaces what stands there.</summary>
    public static ConnectorFile File(
        string? address = null, string http = "{}", string source = "{}", string? window = null, int retries = 2)
    {
        var list = JsonNode.Parse("""{ "path": "/payments", "records": "items" }""")!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(source)!.AsObject())
        {
            list[name] = value!.DeepClone();
        }

        var dataset = JsonNode.Parse("""
            {
              "dataset": "payments",
              "fields": {
                "number": "no", "dealer_code": "customer", "payment_date": "day", "amount": "amount",
                "currency": { "constant": "CNY" }
              }
            }
            """)!.AsObject();
        dataset["source"] = list;
        if (window is not null)
        {
            dataset["window"] = JsonNode.Parse(window);
        }

        var file = new JsonObject
        {
            ["name"] = "erp",
            ["kind"] = "http",
            ["address"] = address ?? Address,
            ["http"] = JsonNode.Parse(http),
            ["datasets"] = new JsonArray(dataset),
        };
        return ConfigFile.Parse<ConnectorFile>(file.ToJsonString(), "erp.json") with
        {
            FilePath = "erp.json", Limits = Samples.Quick(retries),
        };
    }

    public static (ISource Source, DatasetMapping Mapping) Source(ConnectorFile file, TimeProvider? time = null) =>
        (ConnectorList.Create(file, new FixedSecrets(), time ?? TimeProvider.System).Source!, file.Datasets[0]);

    public static Task<List<RawPage>> PullAsync(ConnectorFile file, Window? window = null, string? cursor = null)
    {
        var (source, mapping) = Source(file);
        return Samples.PullAllAsync(source, mapping, window, cursor);
    }

    public static IEnumerable<string?> Numbers(ConnectorFile file, IEnumerable<RawPage> pages)
    {
        var (source, mapping) = Source(file);
        return pages.SelectMany(p => source.Read(mapping, p)).Select(r => r.TryGet("no", out var no) ? no : null);
    }

    /// <summary>A body with these payments, and further members of the answer.</summary>
    public static string Page(string numbers, string more = "")
    {
        var items = numbers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n =>
            $$"""{"no":"{{n}}","customer":"D001","day":"2026-10-01","amount":"1.00"}""");
        return $$"""{"items":[{{string.Join(',', items)}}]{{(more.Length > 0 ? "," + more : "")}}}""";
    }

    public static IResponseBuilder Json(string body, int status = 200) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);

    /// <summary>Answers a GET of the payments, where a parameter has this value.</summary>
    public static void Given(this WireMockServer erp, string body, string? parameter = null, string? value = null)
    {
        var request = Request.Create().WithPath("/api/payments").UsingGet();
        erp.Given(parameter is null ? request : request.WithParam(parameter, value!))
            .AtPriority(parameter is null ? 10 : 1)
            .RespondWith(Json(body));
    }
}
