using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DealerIntegration.Worker.Tests.Pipelines;

/// <summary>A payment as the REST system holds it; everything is text, as it may be wrong.</summary>
internal sealed record RestPayment(string No, DateTimeOffset Changed, string Amount = "1.00", string Customer = "C1");

/// <summary>A REST system over real HTTP: pages by offset with a total, windows of a change stamp, a token.</summary>
internal sealed class FakeRest : IAsyncDisposable
{
    private const int PageSize = 3;

    private readonly WebApplication _app;

    private FakeRest(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public List<RestPayment> Payments { get; } = [];

    /// <summary>Paths and queries as they came.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Answers instead of the list where it returns a status.</summary>
    public Func<HttpContext, int?> Before { get; set; } = _ => null;

    /// <param name="window">The dataset's rule for windows as JSON.</param>
    public string ConnectorJson(string window) =>
        $$"""
        {
          "name": "erp",
          "kind": "http",
          "address": "{{Address}}/api",
          "http": { "auth": { "kind": "none" } },
          "limits": { "parallel": 2, "timeoutSeconds": 60, "retries": 0 },
          "datasets": [
            {
              "dataset": "payments",
              "source": {
                "path": "/payments", "records": "data.items", "total": "data.total",
                "paging": { "kind": "offset", "parameter": "offset", "stop": "total" },
                "changed": { "from": "since", "to": "until", "format": "iso" }
              },
              "window": {{window}},
              "fields": {
                "number": "no", "dealer_code": "customer", "payment_date": "day", "currency": { "constant": "CNY" },
                "amount": "amount"
              },
              "controls": [ { "name": "amount", "sum": "amount" } ]
            }
          ]
        }
        """;

    public static async Task<FakeRest> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var rest = new FakeRest(app);
        app.Run(rest.AnswerAsync);
        await app.StartAsync();
        return rest;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var asked = http.Request.Query;
        Calls.Enqueue(http.Request.QueryString.Value ?? "");
        if (Before(http) is { } status)
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        }

        var offset = int.Parse(asked["offset"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var rows = Payments.Where(p => !(p.Changed < At(asked["since"])) && !(p.Changed >= At(asked["until"])))
            .OrderBy(p => p.No, StringComparer.Ordinal).ToList();
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            data = new
            {
                total = rows.Count,
                items = rows.Skip(offset).Take(PageSize).Select(p => new
                {
                    no = p.No, customer = p.Customer, day = "2026-10-05", amount = p.Amount,
                }),
            },
        });
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private static DateTimeOffset? At(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
