using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Sap;

/// <summary>An SAP-style ERP with OData V2 services over the seeded business (模拟 SAP).</summary>
internal sealed class SapServer(
    ErpBooks books, CreationDesk desk, SapGate gate, SapPaging paging, Faults faults)
{
    private static readonly FaultKind NoLink = new(
        "noLink", "Leaves out the link to the next page, as services without paging of their own do.", CallKind.Read);

    public static readonly IReadOnlyList<FaultKind> OwnFaults = [SapGate.SessionLost, NoLink];

    public const string User = "HUB";

    private const string Root = "/sap/opu/odata/sap/{service}";

    // An order can be saved although something lacks; the ERP says so beside its good answer.
    private const string Incomplete = """
        {"code":"SLS_LORD/009","message":"Document is incomplete","severity":"warning",
        """ + """
        "details":[{"code":"V1/263","message":"Enter a requested delivery date","severity":"warning"}]}
        """;

    public static WebApplication Build(SeededMonth business, int port, string password, string? stateFile)
    {
        var desk = new CreationDesk(business, new StateFile<SapState>(stateFile));
        var parts = new PartnerParts(new SapWire(), TimeProvider.System, OwnFaults);
        return Build(parts, new ErpBooks(business, desk), desk, SapPaging.Usual, port, password);
    }

    /// <summary>The same server over other books and smaller pages.</summary>
    public static WebApplication Build(
        PartnerParts parts, ErpBooks books, CreationDesk desk, SapPaging paging, int port, string password)
    {
        var server = new SapServer(books, desk, new SapGate(User, password, parts.Faults), paging, parts.Faults);
        var app = PartnerHost.Build(port, parts, desk.Report);
        app.MapMethods(Root + "/", ["GET", "HEAD"], context => server.Serve(context, server.Service));
        app.MapGet(Root + "/$metadata", context => server.Serve(context, server.Describe));
        app.MapMethods(Root + "/{set}", ["GET", "HEAD"], context => server.Serve(context, server.Read));
        var batch = new SapBatch(desk, server.ServeInner);
        app.MapPost(Root + "/$batch", context => server.Serve(context, batch.Serve));
        app.MapPost(Root + "/{set}", context => server.Serve(context, server.Create));
        app.MapMethods(Root + "/{set}", ["PATCH", "MERGE"], context => server.Serve(context, server.Change));
        return app;
    }

    private Task Serve(HttpContext context, Func<HttpContext, Task> handler) => Answering(context, async () =>
    {
        if (await gate.Admit(context))
        {
            await handler(context);
        }
    });

    /// <summary>A request that came inside of one that was let in.</summary>
    private Task ServeInner(HttpContext context) => Answering(context, () => context.Request.Method switch
    {
        "GET" => Read(context),
        "POST" => Create(context),
        "PATCH" or "MERGE" => Change(context),
        var method => throw new SapException(405, "005056A509B11EE1B9A8FEC11C21D78E", $"{method} is not allowed here"),
    });

    private static async Task Answering(HttpContext context, Func<Task> handler)
    {
        try
        {
            await handler();
        }
        catch (SapException error)
        {
            await Write(context, error.Status, () => SapJson.Error(error), () => SapAtom.Error(error));
        }
    }

    private Task Service(HttpContext context)
    {
        var own = Prototypes(context).Select(row => row.Set.Split('/')[1]);
        var document = JsonSerializer.Serialize(new { d = new { EntitySets = own } });
        return Answer.Write(context, 200, "application/json", document);
    }

    private Task Describe(HttpContext context) => Answer.Write(
        context, 200, "application/xml", SapEdmx.Of(Route(context, "service"), Prototypes(context)));

    private List<SapEntity> Prototypes(HttpContext context)
    {
        var service = Route(context, "service");
        var own = books.Prototypes.Where(row => row.Set.Split('/', ';')[0] == service.Split(';')[0]).ToList();
        return own.Count > 0 ? own : throw NotFound(service);
    }

    private async Task Read(HttpContext context)
    {
        var (service, set) = (Route(context, "service"), Route(context, "set"));
        var parenthesis = set.IndexOf('(', StringComparison.Ordinal);
        var name = parenthesis < 0 ? set : set[..parenthesis];
        paging.BeforePage?.Invoke(paging.NumberOf(context.Request));
        var rows = books.Rows(service, name) ?? throw NotFound($"{service}/{name}");
        if (parenthesis < 0)
        {
            var links = paging.Links && !faults.Take(NoLink.Name, CallKind.Read);
            var page = SapQuery.Apply(context.Request, rows, paging with { Links = links });
            await Write(context, 200, () => SapJson.Collection(page), () => SapAtom.Collection(page));
            return;
        }

        var key = set[(parenthesis + 1)..].TrimEnd(')');
        var row = rows.FirstOrDefault(one => one.Key == key) ?? throw NotFound($"{name}({key})");
        var expand = SapQuery.Expanded(context.Request.Query["$expand"].ToString());
        await Write(context, 200, () => SapJson.Single(row, expand), () => SapAtom.Single(row, expand));
    }

    private async Task Create(HttpContext context)
    {
        var body = await Json(context);
        var row = (Route(context, "service"), Route(context, "set")) switch
        {
            ("API_SALES_ORDER_SRV", "A_SalesOrder") => CreatedViews.Order(desk.CreateOrder(body)),
            ("API_SALES_ORDER_WITHOUT_CHARGE_SRV", "A_SalesOrderWithoutCharge") =>
                CreatedViews.OrderWithoutCharge(desk.CreateOrderWithoutCharge(body)),
            ("API_CREDIT_MEMO_REQUEST_SRV", "A_CreditMemoRequest") =>
                CreatedViews.CreditMemo(desk.CreateCreditMemo(body)),
            ("API_DEBIT_MEMO_REQUEST_SRV", "A_DebitMemoRequest") =>
                CreatedViews.DebitMemo(desk.CreateDebitMemo(body)),
            var (service, set) when books.Rows(service, set) is not null =>
                throw new SapException(405, "005056A509B11EE1B9A8FEC11C21D78E", $"{set} cannot be created here"),
            var (service, set) => throw NotFound($"{service}/{set}"),
        };
        if (row.Set.EndsWith("/A_SalesOrder", StringComparison.Ordinal) && row["RequestedDeliveryDate"] is null)
        {
            context.Response.Headers["sap-message"] = Incomplete;
        }

        context.Response.Headers.Location = $"{SapQuery.ForeignHost}/sap/opu/odata/sap/{row.Set}({row.Key})";
        IReadOnlySet<string> expand = new HashSet<string> { "to_Item" };
        await Write(context, 201, () => SapJson.Single(row, expand), () => SapAtom.Single(row, expand));
    }

    private async Task Change(HttpContext context)
    {
        var (service, set) = (Route(context, "service"), Route(context, "set"));
        if (service != "API_SALES_ORDER_SRV" || OrderChanges.Named(set) is not var (order, item))
        {
            throw new SapException(405, "005056A509B11EE1B9A8FEC11C21D78E", $"{service}/{set} cannot be changed here");
        }

        desk.RejectItem(order, item, await Json(context), context.Request.Headers.IfMatch.ToString());
        context.Response.StatusCode = 204;
    }

    private static async Task<JsonElement> Json(HttpContext context)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body);
            return document.RootElement.Clone();
        }
        catch (JsonException error)
        {
            throw new SapException(400, "CX_SXML_PARSE_ERROR", $"Error while parsing the body: {error.Message}");
        }
    }

    private static Task Write(HttpContext context, int status, Func<byte[]> json, Func<byte[]> atom)
    {
        context.Response.Headers["dataserviceversion"] = "2.0";
        var wantsJson = context.Request.Query["$format"] == "json"
            || context.Request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);
        return wantsJson
            ? Answer.Write(context, status, "application/json", json())
            : Answer.Write(context, status, "application/atom+xml", atom());
    }

    private static string Route(HttpContext context, string name) => (string)context.Request.RouteValues[name]!;

    private static SapException NotFound(string what) =>
        new(404, "/IWBEP/CM_MGW_RT/020", $"Resource not found for segment '{what}'");
}
