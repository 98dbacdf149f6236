using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DealerIntegration.Bench.Sync;

/// <summary>
/// A partner that costs next to nothing: its pages are rendered before anybody asks and served from memory, and an
/// order that is posted only gets its number. <c>/before</c> lists every second order as it once was, <c>/now</c> all
/// as they are.
/// </summary>
internal sealed class PartnerServer
{
    private const string Skip = "$skiptoken";

    private readonly byte[][] _before;
    private readonly byte[][] _now;
    private readonly ConcurrentDictionary<string, int> _posted = new(StringComparer.Ordinal);
    private int _numbers = 19_000_000;

    private PartnerServer(int orders, int pageSize)
    {
        _before = Pages("before", [.. Enumerable.Range(0, orders).Where(o => o % 2 == 0)], pageSize, isOld: true);
        _now = Pages("now", [.. Enumerable.Range(0, orders)], pageSize, isOld: false);
    }

    /// <summary>Serves until the input ends; says its address first.</summary>
    public static async Task ServeAsync(int orders, int pageSize, CancellationToken cancel)
    {
        var partner = new PartnerServer(orders, pageSize);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.Run(partner.AnswerAsync);
        await app.StartAsync(cancel);
        Console.WriteLine(app.Urls.Single());
        while (await Console.In.ReadLineAsync(cancel) is not null)
        {
        }
    }

    private Task AnswerAsync(HttpContext http)
    {
        var (request, response) = (http.Request, http.Response);
        if (request.Path == "/posted")
        {
            return response.WriteAsync($"{_posted.Count} {_posted.Values.Sum()}");
        }

        if (request.Method == HttpMethods.Post)
        {
            return CreateAsync(http);
        }

        if (request.Headers["x-csrf-token"] == "Fetch")
        {
            response.Headers["x-csrf-token"] = "bench";
            return SendAsync(response, "{\"d\":{\"results\":[]}}"u8.ToArray());
        }

        var pages = request.Path.StartsWithSegments("/before") ? _before : _now;
        var page = request.Query.TryGetValue(Skip, out var at)
            ? int.Parse(at.ToString(), CultureInfo.InvariantCulture)
            : 0;
        return SendAsync(response, pages[page]);
    }

    private async Task CreateAsync(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var key = body.RootElement.GetProperty("PurchaseOrderByCustomer").GetString()!;
        _posted.AddOrUpdate(key, 1, (_, times) => times + 1);
        http.Response.StatusCode = StatusCodes.Status201Created;
        var number = $"{Interlocked.Increment(ref _numbers)}";
        await SendAsync(http.Response, JsonSerializer.SerializeToUtf8Bytes(new { d = new { SalesOrder = number } }));
    }

    private static Task SendAsync(HttpResponse response, byte[] body)
    {
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body).AsTask();
    }

    private static byte[][] Pages(string address, int[] orders, int pageSize, bool isOld)
    {
        var pages = orders.Chunk(pageSize).ToArray();
        return [.. pages.Select((page, no) => PartnerOrders.Page(
            page,
            orders.Length,
            isOld,
            no + 1 < pages.Length ? $"/{address}/{PartnerOrders.List}?{Skip}={no + 1}" : null))];
    }
}
