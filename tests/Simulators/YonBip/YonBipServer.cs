using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// A YonBIP tenant (模拟用友 BIP): the gateway that is to be found, its tokens, and the modules for sales orders,
/// deliveries, sales invoices and stock behind it.
/// </summary>
internal sealed class YonBipServer
{
    public const string Gateway = "/iuap-api-gateway";
    public const string Auth = "/iuap-api-auth";

    /// <summary>What goes wrong in YonBIP's own ways.</summary>
    public static readonly IReadOnlyList<FaultKind> OwnFaults =
    [
        new("kickedOut", "Ends every token, because somebody else has signed in."),
        new("plainBadToken", "Refuses the token with a plain text instead of an envelope."),
        new("notGranted", "Says that the application may not use this API (310037)."),
        new("limited", "Says that the allowance is used up (310046) with status 200, not for how long."),
        new("limited429", "Says so with status 429 and a pause of two seconds (310050)."),
        new("underWay", "Does what it is asked and says that it took too long (310504).", CallKind.Write),
        new("stillRunning", "Does what it is asked and says that it is still at it (202).", CallKind.Write),
        new("warning", "Does what it is asked and warns of something.", CallKind.Write),
        FaultList.PartialFailure,
    ];

    private readonly PartnerParts parts;
    private readonly YonBipGate gate;
    private readonly OrderDesk desk;
    private readonly Dictionary<string, Func<JsonObject, Reply>> apis;

    private YonBipServer(
        PartnerParts parts, YonBipGate gate, OrderDesk desk, Dictionary<string, Func<JsonObject, Reply>> lists)
    {
        (this.parts, this.gate, this.desk) = (parts, gate, desk);
        apis = new Dictionary<string, Func<JsonObject, Reply>>(lists, StringComparer.Ordinal)
        {
            ["/yonbip/sd/voucherorder/singleSave"] = Save,
            ["/yonbip/sd/voucherorder/batchsubmit"] = body => new Reply(desk.Move(body, from: 0, to: 3)),
            ["/yonbip/sd/voucherorder/batchaudit"] = body => new Reply(desk.Move(body, from: 3, to: 1)),
            ["/yonbip/sd/voucherorder/batchunaudit"] = body => new Reply(desk.Move(body, from: 1, to: 0)),
        };
    }

    public static WebApplication Build(SeededMonth business, int port, string secret, string? stateFile)
    {
        var parts = new PartnerParts(new YonBipWire(), TimeProvider.System, OwnFaults);
        var desk = new OrderDesk(business, new StateFile<VoucherState>(stateFile), parts.Clock);
        var books = YonBipBooks.Of(business);
        return Build(parts, new YonBipOptions(), business, books, _ => books.Orders, desk, port, secret);
    }

    /// <param name="orders">The orders besides those of the desk, at the moment a page is made; the first is 0.</param>
    public static WebApplication Build(
        PartnerParts parts, YonBipOptions options, SeededMonth business, YonBipBooks? books,
        Func<int, IReadOnlyList<Voucher>> orders, OrderDesk desk, int port, string secret)
    {
        var list = new VoucherList(options.LargestPage);
        var salesOut = new VoucherList(options.LargestPage) { IntervalMember = "vouchdate" };
        int PageOf(JsonObject body) => (int?)body["pageIndex"] - 1 ?? 0;
        var server = new YonBipServer(parts, new YonBipGate(parts, options, secret), desk, new()
        {
            ["/yonbip/sd/voucherorder/list"] = body =>
                new Reply(list.Answer(body, [.. orders(PageOf(body)), .. desk.Listed()])),
            ["/yonbip/sd/voucherdelivery/list"] = body => new Reply(list.Answer(body, books?.Deliveries ?? [])),
            ["/yonbip/scm/salesout/list"] = body => new Reply(salesOut.Answer(body, books?.Deliveries ?? [])),
            ["/yonbip/sd/vouchersaleinvoice/list"] = body => new Reply(list.Answer(body, books?.Invoices ?? [])),
            ["/yonbip/scm/stock/QueryCurrentStocksByCondition"] = body =>
                new Reply(StockOnHand.Answer(body, business)),
        });
        var app = PartnerHost.Build(port, parts, desk.Report);
        app.MapGet("/open-auth/dataCenter/getGatewayAddress", server.gate.DiscoverAsync);
        app.MapGet($"{Auth}/open-auth/selfAppAuth/base/v1/getAccessToken", server.gate.IssueAsync);
        app.Map($"{Gateway}/{{**path}}", server.ServeAsync);
        return app;
    }

    private async Task ServeAsync(HttpContext context)
    {
        try
        {
            var path = "/" + context.Request.RouteValues["path"];
            var reply = await AskAsync(context, path);
            await YonBipWire.WriteAsync(context, reply.Code, reply.Message, reply.Data, reply.Level);
        }
        catch (YonBipFault fault) when (fault.Code == "plain")
        {
            await Answer.Write(context, 200, "text/plain", YonBipWire.BadToken);
        }
        catch (YonBipFault fault)
        {
            await YonBipWire.WriteAsync(context, fault);
        }
    }

    // The path is looked at before the token.
    private async Task<Reply> AskAsync(HttpContext context, string path)
    {
        if (!apis.TryGetValue(path, out var api))
        {
            throw YonBipFault.Gateway("310404", $"API不存在：{path}", status: 404);
        }

        if (!HttpMethods.IsPost(context.Request.Method))
        {
            throw YonBipFault.Gateway("310405", "请求方式错误");
        }

        var kind = parts.Wire.KindOf(context.Request);
        BeforeModule(context, kind);
        gate.Admit(context, path);
        var body = await ReadAsync(context);
        if (parts.Faults.Take(FaultList.PartialFailure.Name, kind))
        {
            return new Reply(OrderDesk.Batch(1, ["信用额度不足"]));
        }

        var reply = api(body);
        return AfterModule(kind, reply);
    }

    private void BeforeModule(HttpContext context, CallKind kind)
    {
        if (parts.Faults.Take("kickedOut", kind))
        {
            gate.Forget();
        }

        if (parts.Faults.Take("plainBadToken", kind))
        {
            throw YonBipFault.Gateway("plain", YonBipWire.BadToken);
        }

        if (parts.Faults.Take("notGranted", kind))
        {
            throw YonBipFault.Gateway("310037", "应用未获得该API的授权");
        }

        if (parts.Faults.Take("limited", kind))
        {
            throw YonBipFault.Gateway("310046", "API调用次数超过限制");
        }

        if (parts.Faults.Take("limited429", kind))
        {
            context.Response.Headers.RetryAfter = "2";
            throw YonBipFault.Gateway("310050", "调用过于频繁", status: 429);
        }
    }

    private Reply AfterModule(CallKind kind, Reply reply) =>
        parts.Faults.Take("underWay", kind) ? throw YonBipFault.Gateway("310504", "后端服务超时")
        : parts.Faults.Take("stillRunning", kind) ? throw YonBipFault.Gateway("202", "请求正在处理中")
        : parts.Faults.Take("warning", kind) ? reply with { Message = "客户即将超出信用额度", Level = "1" }
        : reply;

    private Reply Save(JsonObject body)
    {
        var (data, isOld) = desk.Save(body);
        return isOld ? new Reply(data) { Code = "100004", Message = "重复提交" } : new Reply(data);
    }

    private static async Task<JsonObject> ReadAsync(HttpContext context)
    {
        try
        {
            return (await JsonNode.ParseAsync(context.Request.Body)) as JsonObject
                ?? throw YonBipFault.Gateway("310002", "请求体不是JSON");
        }
        catch (JsonException)
        {
            throw YonBipFault.Gateway("310002", "请求体不是JSON");
        }
    }

    private sealed record Reply(JsonNode Data)
    {
        public string Code { get; init; } = "200";

        public string Message { get; init; } = "操作成功";

        public string? Level { get; init; }
    }
}
