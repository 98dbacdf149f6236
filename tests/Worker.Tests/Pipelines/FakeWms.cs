using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DealerIntegration.Worker.Tests.Pipelines;

/// <summary>One call as the WMS got it.</summary>
internal sealed record WmsCall(string Method, XElement Body, HttpContext Http)
{
    public string Key => Body.Descendants("deliveryOrderCode").Concat(Body.Descendants("orderCode")).First().Value;

    public int Page => (int)Body.Element("page")!;
}

/// <summary>
/// A WMS over real HTTP that remembers: delivery orders by our key, and a list of scans in pages. A test may answer in
/// its place, before or after the effect.
/// </summary>
internal sealed class FakeWms : IAsyncDisposable
{
    private const string SecretName = "TEST_WMS_SECRET";

    private readonly WebApplication _app;

    private FakeWms(WebApplication app) => _app = app;

    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Our key and the number the WMS gave the order.</summary>
    public ConcurrentDictionary<string, string> Orders { get; } = [];

    /// <summary>How often an order with the key was asked to be made.</summary>
    public ConcurrentDictionary<string, int> Creates { get; } = [];

    /// <summary>Codes of the scans it lists, each a scan of its own.</summary>
    public List<string> Scans { get; } = [];

    /// <summary>When, where and on what device a scan happened, by its place in the list.</summary>
    public Func<int, (string At, string Area, string Device)> Seen { get; set; } =
        _ => ("2026-10-05 08:00:00", "330100", "");

    /// <summary>An answer instead of the usual one; null: go on.</summary>
    public Func<WmsCall, Task<string?>> Before { get; set; } = _ => Task.FromResult<string?>(null);

    /// <summary>The same, once the effect has happened.</summary>
    public Func<WmsCall, Task<string?>> After { get; set; } = _ => Task.FromResult<string?>(null);

    public string ConnectorJson =>
        $$"""
        {
          "name": "wms",
          "kind": "qimen",
          "address": "{{_app.Urls.Single()}}",
          "app": { "key": "k", "secret": { "secret": "{{SecretName}}" }, "customer": "c" },
          "limits": { "parallel": 4, "timeoutSeconds": 60, "retries": 0 },
          "datasets": [
            {
              "dataset": "scans",
              "source": { "method": "scans.query", "list": "scans.scan", "pageSize": 2 },
              "fields": {
                "event_id": "eventId",
                "code": "traceCode",
                "code_as_read": { "path": "traceCode", "convert": "otherSpelling" },
                "scanned_at": { "path": "scanTime", "convert": "localInstant:Asia/Shanghai" },
                "area_code": "areaCode",
                "actor": { "constant": "inspector" },
                "device": "device"
              }
            }
          ]
        }
        """;

    public static async Task<FakeWms> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var wms = new FakeWms(app);
        app.Run(wms.AnswerAsync);
        await app.StartAsync();
        return wms;
    }

    /// <summary>A hub whose warehouse this is.</summary>
    public async Task<TestHub> OpenHubAsync(PostgresFixture postgres, TestConfig? config = null)
    {
        var hub = await TestHub.OpenAsync(postgres, (config ?? new TestConfig()) with
        {
            Files = new Dictionary<string, string> { ["connectors/wms.json"] = ConnectorJson },
        });
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, SecretName), "not-to-be-said");
        return hub;
    }

    public static string Failure(string code, string message) =>
        $"<response><flag>failure</flag><code>{code}</code><message>{message}</message></response>";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var method = http.Request.Query["method"].ToString();
        var call = new WmsCall(method, await XElement.LoadAsync(http.Request.Body, LoadOptions.None, default), http);
        Calls.Enqueue(method);
        if (method == "deliveryorder.create")
        {
            Creates.AddOrUpdate(call.Key, 1, (_, n) => n + 1);
        }

        var answer = await Before(call);
        if (answer is null && http.Response.StatusCode == 200)
        {
            var usual = Usual(call);
            answer = await After(call) ?? usual;
        }

        if (!http.RequestAborted.IsCancellationRequested)
        {
            http.Response.ContentType = "text/xml";
            http.Response.ContentLength = System.Text.Encoding.UTF8.GetByteCount(answer ?? "");
            await http.Response.WriteAsync(answer ?? "");
        }
    }

    private string Usual(WmsCall call) => call.Method switch
    {
        "deliveryorder.create" => Order(Orders.GetOrAdd(call.Key, key => $"WMS-{key}")),
        "deliveryorder.query" => Orders.TryGetValue(call.Key, out var number)
            ? Order(number)
            : Failure("NOTFOUND", "no such order"),
        "scans.query" => Page(call.Page, (int)call.Body.Element("pageSize")!),
        _ => Failure("UNKNOWN", call.Method),
    };

    private static string Order(string number) =>
        $"<response><flag>success</flag><deliveryOrderId>{number}</deliveryOrderId></response>";

    private string Page(int page, int size) => new XElement(
        "response",
        new XElement("flag", "success"),
        new XElement("totalCount", Scans.Count),
        new XElement("scans", Scans.Index().Skip((page - 1) * size).Take(size).Select(Scan))).ToString();

    private XElement Scan((int Index, string Code) scan)
    {
        var (at, area, device) = Seen(scan.Index);
        return new XElement(
            "scan",
            new XElement("eventId", "E-" + scan.Code),
            new XElement("traceCode", scan.Code),
            new XElement("scanTime", at),
            new XElement("areaCode", area),
            new XElement("device", device));
    }
}
