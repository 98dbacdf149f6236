using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.U8;

/// <summary>
/// The OpenAPI of a U8 (模拟用友 U8 OpenAPI) over the seeded business: everything in the query, an errcode in every answer,
/// and documents that are done some time after they were accepted.
/// </summary>
internal sealed class U8Server(U8Gate gate, U8Desk desk, U8Lists lists)
{
    public static readonly IReadOnlyList<FaultKind> OwnFaults = [FaultList.AnswerLater, FaultList.NeverFinishes];

    public static WebApplication Build(SeededMonth business, int port, string secret, string? stateFile)
    {
        var parts = new PartnerParts(new U8Wire(), TimeProvider.System, OwnFaults);
        var desk = new U8Desk(business, new StateFile<U8State>(stateFile), parts.Faults);
        return Build(parts, desk, new U8Lists(business, desk), port, secret);
    }

    public static WebApplication Build(PartnerParts parts, U8Desk desk, U8Lists lists, int port, string secret)
    {
        var gate = new U8Gate(parts.Clock, secret);
        var server = new U8Server(gate, desk, lists);
        var app = PartnerHost.Build(port, parts, desk.Report);
        app.MapGet("/system/token", context => Serve(context, () => gate.Token(context.Request.Query)));
        app.MapGet("/system/tradeid", context => Serve(context, () => gate.Trade(context.Request.Query)));
        app.MapGet("/api/{resource}/batch_get", context => Serve(context, () => server.Page(context)));
        app.MapGet("/api/{resource}/get", context => Serve(context, () => server.Document(context)));
        app.MapPost("/api/{resource}/add", server.AddAsync);
        app.MapGet(
            "/result/{number}", context => Serve(context, () =>
            {
                var job = desk.Ask(Route(context, "number"));
                return job.Id is null ? Pending(context, job) : Result(job);
            }));
        return app;
    }

    private JsonObject Page(HttpContext context)
    {
        gate.Require(context.Request.Query);
        return lists.Page(Route(context, "resource"), context.Request.Query);
    }

    private JsonObject Document(HttpContext context)
    {
        gate.Require(context.Request.Query);
        return lists.Document(Route(context, "resource"), context.Request.Query["id"].ToString());
    }

    private async Task AddAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var document = JsonObject.Create(body.RootElement)!;
        await Serve(context, () =>
        {
            var query = context.Request.Query;
            gate.Require(query);
            var job = desk.Add(Route(context, "resource"), query, document, gate);
            return query["sync"] == "1" && job.Id is not null ? Result(job) : Pending(context, job);
        });
    }

    private static JsonObject Result(U8Job job)
    {
        var answer = U8Wire.Success();
        (answer["id"], answer["tradeid"]) = (job.Id, job.Key);
        return answer;
    }

    // Where the result can be asked for, and from when on: the first answer says no more, however fast the work goes.
    private static JsonObject Pending(HttpContext context, U8Job job)
    {
        var answer = U8Wire.Success();
        answer["url"] = $"{context.Request.Scheme}://{context.Request.Host}/result/{job.Number}";
        answer["ping_after"] = "2";
        return answer;
    }

    private static async Task Serve(HttpContext context, Func<JsonObject> handler)
    {
        JsonObject answer;
        try
        {
            answer = handler();
        }
        catch (U8Exception error)
        {
            answer = U8Wire.Failure(error);
        }

        await U8Wire.Write(context, answer);
    }

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;
}
