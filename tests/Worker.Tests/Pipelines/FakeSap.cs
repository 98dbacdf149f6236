using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DealerIntegration.Worker.Tests.Pipelines;

/// <summary>A payment as the ERP holds it.</summary>
internal sealed record SapPayment(string Number, DateTimeOffset Changed, decimal Amount = 1m, string Dealer = "C1");

/// <summary>
/// An ERP over real HTTP whose list of payments is paged by position, as many services do: rows that are added or taken
/// away between two pages move the rest.
/// </summary>
internal sealed partial class FakeSap : IAsyncDisposable
{
    private const string SecretName = "TEST_SAP_SECRET";

    private const int PageSize = 2;

    private readonly WebApplication _app;

    private FakeSap(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public List<SapPayment> Payments { get; } = [];

    /// <summary>Paths and queries as they came.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>Done before a page is made; it is told the position of the page's first row.</summary>
    public Action<int> Before { get; set; } = _ => { };

    /// <summary>Changes the members of a row before it is sent.</summary>
    public Action<Dictionary<string, object?>> Shape { get; set; } = _ => { };

    /// <summary>Whether the list tells how many rows it has.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>By how much its clock is ahead of ours.</summary>
    public TimeSpan Ahead { get; set; }

    /// <param name="window">The dataset's rule for windows as JSON; null: none.</param>
    /// <param name="amount">The field of the amount.</param>
    public string ConnectorJson(string? window = null, string amount = "Amount") =>
        $$"""
        {
          "name": "sap",
          "kind": "sap",
          "address": "{{Address}}",
          "signIn": { "user": "u", "password": { "secret": "{{SecretName}}" } },
          "limits": { "parallel": 4, "timeoutSeconds": 60, "retries": 0 },
          "datasets": [
            {
              "dataset": "payments",
              "source": { "request": "S/A_Payments", "orderBy": "Number", "changedBy": "Changed" },
              {{(window is null ? "" : $"\"window\": {window},")}}
              "fields": {
                "number": "Number", "dealer_code": "Dealer", "payment_date": { "path": "Day", "convert": "sapDate" },
                "currency": { "constant": "CNY" }, "amount": "{{amount}}"
              }
            }
          ]
        }
        """;

    public static async Task<FakeSap> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var sap = new FakeSap(app);
        app.Run(sap.AnswerAsync);
        await app.StartAsync();
        return sap;
    }

    /// <summary>A hub whose ERP this is.</summary>
    public async Task<TestHub> OpenHubAsync(PostgresFixture postgres, string? window = null)
    {
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string> { ["connectors/sap.json"] = ConnectorJson(window) },
        });
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, SecretName), "not-to-be-said");
        return hub;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        var position = int.Parse(
            http.Request.Query["$skiptoken"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        Calls.Enqueue(http.Request.Query["$filter"].ToString());
        Before(position);
        var rows = Payments.Where(Within(http.Request.Query["$filter"].ToString()))
            .OrderBy(p => p.Number, StringComparer.Ordinal)
            .ToList();
        var answer = new Dictionary<string, object?>
        {
            ["results"] = rows.Skip(position).Take(PageSize).Select(Row).ToList(),
        };
        if (Counts)
        {
            answer["__count"] = rows.Count.ToString(CultureInfo.InvariantCulture);
        }

        if (position + PageSize < rows.Count)
        {
            answer["__next"] = $"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}?"
                + $"$filter={Uri.EscapeDataString(http.Request.Query["$filter"].ToString())}"
                + $"&$skiptoken={position + PageSize}";
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["d"] = answer });
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        http.Response.Headers.Date = DateTimeOffset.UtcNow.Add(Ahead).ToString("r", CultureInfo.InvariantCulture);
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    private Dictionary<string, object?> Row(SapPayment payment)
    {
        var row = new Dictionary<string, object?>
        {
            ["Number"] = payment.Number,
            ["Dealer"] = payment.Dealer,
            ["Day"] = "/Date(1759276800000)/",
            ["Amount"] = payment.Amount.ToString(CultureInfo.InvariantCulture),
        };
        Shape(row);
        return row;
    }

    private static Func<SapPayment, bool> Within(string filter)
    {
        var bounds = Bound().Matches(filter).ToDictionary(
            m => m.Groups["op"].Value,
            m => DateTimeOffset.Parse(m.Groups["at"].Value, CultureInfo.InvariantCulture));
        return p => (!bounds.TryGetValue("ge", out var from) || p.Changed >= from)
            && (!bounds.TryGetValue("lt", out var to) || p.Changed < to);
    }

    [GeneratedRegex("Changed (?<op>ge|lt) datetimeoffset'(?<at>[^']+)'")]
    private static partial Regex Bound();
}
