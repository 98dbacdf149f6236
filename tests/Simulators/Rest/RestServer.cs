using System.Globalization;
using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Rest;

/// <summary>
/// A small business system with a JSON interface (模拟 REST 系统): a paged list of payments with their last change, orders
/// that come in under the caller's key, and an access token that both want.
/// </summary>
internal sealed class RestServer(PartnerParts parts, RestGate gate, OrderDesk desk)
{
    public static WebApplication Build(SeededMonth business, int port, string secret, string? stateFile)
    {
        var parts = new PartnerParts(new RestWire(), TimeProvider.System);
        var records = new StageRecords();
        foreach (var payment in business.Trading.Payments)
        {
            records.Put(new StageRecord(
                payment.Number, payment.Dealer.Code, payment.Amount,
                new DateTimeOffset(payment.PostedOn.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero)));
        }

        return Build(parts, records, new OrderDesk(business, new StateFile<RestState>(stateFile)), port, secret);
    }

    public static WebApplication Build(
        PartnerParts parts, StageRecords records, OrderDesk desk, int port, string secret)
    {
        var gate = new RestGate(parts.Clock, secret);
        var server = new RestServer(parts, gate, desk);
        var payments = new PaymentList(records);
        var app = PartnerHost.Build(port, parts, desk.Report);
        app.MapPost("/oauth/token", gate.IssueAsync);
        app.MapGet("/api/payments", context => server.Serve(context, payments.PageAsync));
        app.MapPost("/api/orders", context => server.Serve(context, server.Create));
        app.MapGet("/api/orders", context => server.Serve(context, server.Find));
        return app;
    }

    private async Task Serve(HttpContext context, Func<HttpContext, Task> handler)
    {
        if (!gate.Admits(context.Request))
        {
            await parts.Wire.TellAsync(context, Trouble.TokenExpired);
            return;
        }

        try
        {
            await handler(context);
        }
        catch (RestException error)
        {
            await RestWire.Write(context, error.Status, new { code = error.Code, message = error.Message });
        }
    }

    private async Task Create(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var order = desk.Create(body.RootElement);
        await RestWire.Write(context, 201, new { code = "OK", number = order.Number, key = order.Key });
    }

    private Task Find(HttpContext context)
    {
        var found = desk.Find(context.Request.Query["key"].ToString());
        return RestWire.Write(context, 200, new
        {
            code = "OK", items = found.Select(order => new { number = order.Number, key = order.Key }),
        });
    }
}
