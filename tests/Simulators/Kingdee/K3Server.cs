using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// A Kingdee Cloud (模拟金蝶云星空) over the seeded business: signed JSON calls, HTTP 200 whatever happens, and errors that
/// come as rows.
/// </summary>
internal sealed class K3Server(PartnerParts parts, K3Books books, K3Desk desk, K3Gate gate)
{
    private const string Service = "/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.";

    public static WebApplication Build(SeededMonth business, int port, string secret, string? stateFile)
    {
        var parts = new PartnerParts(new K3Wire(), TimeProvider.System, FaultList.PartialFailure);
        var today = business.Month.Today.ToDateTime(new TimeOnly(10, 0));
        var desk = new K3Desk(business, new StateFile<K3State>(stateFile), () => today);
        return Build(parts, new K3Books(business, desk), desk, port, secret);
    }

    public static WebApplication Build(PartnerParts parts, K3Books books, K3Desk desk, int port, string secret)
    {
        var server = new K3Server(parts, books, desk, new K3Gate(secret));
        var app = PartnerHost.Build(port, parts, desk.Report);
        app.MapPost(Service + "{operation}.common.kdsvc", server.Serve);
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
            answer = K3Wire.Failure(operation, error);
        }

        await Answer.Write(context, 200, "application/json", answer);
    }

    private string Handle(string operation, JsonElement[] parameters)
    {
        if (operation == K3Wire.Query)
        {
            var query = parameters[0];
            return K3Wire.Rows(K3Query.Run(query, books.Form(query.GetProperty("FormId").GetString()!)));
        }

        var form = books.Form(parameters[0].GetString()!);
        using var data = JsonDocument.Parse(parameters[1].GetString()!);
        if (parts.Faults.Take(FaultList.PartialFailure.Name, CallKind.Write))
        {
            return K3Wire.Partial(new K3Exception(11, "单据数据包中有 1 张单据未保存"));
        }

        return K3Wire.Success(operation switch
        {
            "Save" => desk.Save(form, data.RootElement),
            "Submit" => desk.TakeOn(form, data.RootElement, "A", "B"),
            "Audit" => desk.TakeOn(form, data.RootElement, "B", "C"),
            _ => throw new K3Exception(3, $"操作 {operation} 不存在"),
        });
    }
}
