using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

public sealed class SapTargetTests : IDisposable
{
    private const string Orders = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/A_SalesOrder";
    private const string Credits = "/sap/opu/odata/sap/API_CREDIT_MEMO_REQUEST_SRV/A_CreditMemoRequest";
    private const string Debits = "/sap/opu/odata/sap/API_DEBIT_MEMO_REQUEST_SRV/A_DebitMemoRequest";
    private const string Free =
        "/sap/opu/odata/sap/API_SALES_ORDER_WITHOUT_CHARGE_SRV/A_SalesOrderWithoutCharge";

    private const string Empty = """{"d":{"results":[]}}""";

    private static readonly PushDocument Order = new("sales-order", "HUB-000001", "D001", """
        {"number":"PO'1","dealer_code":"D001","order_date":"2026-10-30","requested_date":"2026-10-31","currency":"CNY",
         "lines":[{"position":"1","product_code":"P-0001","quantity":"12","unit":"EA","unit_price":"10.20"}]}
        """);

    private readonly WireMockServer _sap = WireMockServer.Start();

    public void Dispose() => _sap.Dispose();

    [Fact]
    public async Task An_order_is_posted_with_token_and_cookies_and_our_key()
    {
        GivenToken("t1");
        GivenPost("t1", 201, """{"d":{"SalesOrder":"4711"}}""");

        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync(Order));

        var post = Posts().Single();
        Assert.Equal("a=1; sap-xsrf=2", post.Headers!["Cookie"].Single());
        using var body = JsonDocument.Parse(post.Body!);
        Assert.Equal("OR", Text(body, "SalesOrderType"));
        Assert.Equal("D001", Text(body, "SoldToParty"));
        Assert.Equal("HUB-000001", Text(body, "PurchaseOrderByCustomer"));
        Assert.Equal("/Date(1793404800000)/", Text(body, "RequestedDeliveryDate"));
        var item = body.RootElement.GetProperty("to_Item")[0];
        Assert.Equal("12", item.GetProperty("RequestedQuantity").GetString());
        Assert.Equal("10.20", item.GetProperty("YY1_NetPrice").GetString());
    }

    [Fact]
    public async Task A_credit_note_states_how_much_is_credited()
    {
        GivenToken("t1", Credits);
        _sap.Given(Request.Create().WithPath(Credits).UsingPost())
            .RespondWith(Json(201, """{"d":{"CreditMemoRequest":"60000001"}}"""));

        var outcome = await PushAsync(new PushDocument("credit-note", "CN-1", "D001", """
            {"dealer_code":"D001","currency":"CNY","amount":"-123.45","text":"Q3","period":"2026-10"}
            """));

        Assert.Equal(new PushOutcome.Done("60000001"), outcome);
        using var body = JsonDocument.Parse(Posts().Single().Body!);
        Assert.Equal("123.45", body.RootElement.GetProperty("to_Item")[0].GetProperty("YY1_NetAmount").GetString());
    }

    [Fact]
    public async Task A_debit_note_states_how_much_is_debited_and_is_found_under_its_key()
    {
        GivenToken("t1", Debits);
        _sap.Given(Request.Create().WithPath(Debits).UsingPost())
            .RespondWith(Json(201, """{"d":{"DebitMemoRequest":"70000001"}}"""));
        _sap.Given(Request.Create().WithPath(Debits).UsingGet().WithParam("$filter")).AtPriority(1).RespondWith(
            Json(200, """{"d":{"results":[{"DebitMemoRequest":"70000001","PurchaseOrderByCustomer":"DN-1"}]}}"""));
        var note = new PushDocument("debit-note", "DN-1", "D001", """
            {"dealer_code":"D001","currency":"CNY","amount":"123.45","text":"Q3","period":"2026-10"}
            """);

        Assert.Equal(new PushOutcome.Done("70000001"), await PushAsync(note));
        Assert.Equal("70000001", await Target().FindAsync(note, TestContext.Current.CancellationToken));

        using var body = JsonDocument.Parse(Posts().Single().Body!);
        Assert.Equal("DR", Text(body, "DebitMemoRequestType"));
        Assert.Equal("DN-1", Text(body, "PurchaseOrderByCustomer"));
        Assert.Equal("123.45", body.RootElement.GetProperty("to_Item")[0].GetProperty("YY1_NetAmount").GetString());
    }

    [Fact]
    public async Task Free_goods_are_ordered_without_charge_and_found_under_their_key()
    {
        GivenToken("t1", Free);
        _sap.Given(Request.Create().WithPath(Free).UsingPost())
            .RespondWith(Json(201, """{"d":{"SalesOrderWithoutCharge":"29000001"}}"""));
        _sap.Given(Request.Create().WithPath(Free).UsingGet().WithParam("$filter")).AtPriority(1).RespondWith(
            Json(200, """
                {"d":{"results":[{"SalesOrderWithoutCharge":"29000001","PurchaseOrderByCustomer":"FG-1"}]}}
                """));
        var order = new PushDocument("free-goods", "FG-1", "D001", """
            {"dealer_code":"D001","currency":"CNY","text":"GIFT v1 2026-10","period":"2026-10",
             "lines":[{"product_code":"P-0001","quantity":"3"}]}
            """);

        Assert.Equal(new PushOutcome.Done("29000001"), await PushAsync(order));
        Assert.Equal("29000001", await Target().FindAsync(order, TestContext.Current.CancellationToken));

        using var body = JsonDocument.Parse(Posts().Single().Body!);
        Assert.Equal("CBFD", Text(body, "SalesOrderWithoutChargeType"));
        Assert.Equal("FG-1", Text(body, "PurchaseOrderByCustomer"));
        var item = body.RootElement.GetProperty("to_Item")[0];
        Assert.Equal("P-0001", item.GetProperty("Material").GetString());
        Assert.Equal("3", item.GetProperty("RequestedQuantity").GetString());
        Assert.False(item.TryGetProperty("YY1_NetPrice", out _));
    }

    [Theory]
    [InlineData("credit-note", "5")]
    [InlineData("credit-note", "0")]
    [InlineData("debit-note", "-5")]
    public async Task A_note_of_the_wrong_sign_is_a_fault_of_ours_and_never_sent(string kind, string amount)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => PushAsync(new PushDocument(
            kind, "K", "D001", $$"""{"dealer_code":"D001","currency":"CNY","amount":"{{amount}}"}""")));
        Assert.Empty(_sap.LogEntries);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_fetched_anew_once()
    {
        GivenToken("t1", scenario: ("token", null, "renewed"));
        GivenToken("t2", scenario: ("token", "renewed", "renewed"));
        GivenPost("t1", 403, "CSRF token validation failed", ("x-csrf-token", "Required"));
        GivenPost("t2", 201, """{"d":{"SalesOrder":"4711"}}""");

        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync(Order));
        Assert.Equal(2, Posts().Count());
    }

    [Fact]
    public async Task A_partner_that_never_accepts_a_token_leaves_the_outcome_open()
    {
        GivenToken("t1");
        GivenPost("t1", 403, "no", ("x-csrf-token", "Required"));
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order));
        Assert.Equal(2, Posts().Count());
    }

    [Fact]
    public async Task A_business_error_is_refused_in_the_partners_words()
    {
        GivenToken("t1");
        GivenPost("t1", 400, """
            {"error":{"code":"V1/331","message":{"lang":"en","value":"Material P-0001 is not defined"}}}
            """);
        Assert.Equal(new PushOutcome.Refused("V1/331: Material P-0001 is not defined"), await PushAsync(Order));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(423)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Whatever_says_nothing_about_the_document_is_unknown(int status)
    {
        GivenToken("t1");
        GivenPost("t1", status, "<html>error</html>", ("Retry-After", "7"));
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order));
        Assert.Equal(TimeSpan.FromSeconds(7), unknown.RetryAfter);
        Assert.Single(Posts());
    }

    [Fact]
    public async Task A_post_that_times_out_after_its_effect_is_unknown_and_then_found()
    {
        GivenToken("t1");
        var effects = 0;
        _sap.Given(Request.Create().WithPath(Orders).UsingPost()).RespondWith(Response.Create().WithCallback(async _ =>
        {
            Interlocked.Increment(ref effects);
            await Task.Delay(TimeSpan.FromSeconds(14));
            return new WireMock.ResponseMessage { StatusCode = 201 };
        }));
        _sap.Given(Request.Create().WithPath(Orders).UsingGet().WithParam("$filter")).AtPriority(1).RespondWith(
            Json(200, """{"d":{"results":[{"SalesOrder":"4711","PurchaseOrderByCustomer":"HUB-000001"}]}}"""));
        var target = Target(timeoutSeconds: 9);

        Assert.IsType<PushOutcome.Unknown>(await target.PushAsync(Order, TestContext.Current.CancellationToken));
        Assert.Equal("4711", await target.FindAsync(Order, TestContext.Current.CancellationToken));

        var filter = _sap.LogEntries[^1].RequestMessage!.Query!["$filter"].Single();
        Assert.Equal("PurchaseOrderByCustomer eq 'HUB-000001' and SoldToParty eq 'D001'", filter);
        Assert.Equal(1, effects);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_null_and_a_key_that_is_there_twice_needs_a_person()
    {
        var find = Request.Create().WithPath(Orders).UsingGet();
        _sap.Given(find).InScenario("f").WillSetStateTo("two").RespondWith(Json(200, Empty));
        _sap.Given(find).InScenario("f").WhenStateIs("two").WillSetStateTo("other").RespondWith(Json(200, """
            {"d":{"results":[{"SalesOrder":"1","PurchaseOrderByCustomer":"HUB-000001"},
                             {"SalesOrder":"2","PurchaseOrderByCustomer":"HUB-000001"}]}}
            """));
        _sap.Given(find).InScenario("f").WhenStateIs("other").RespondWith(Json(200, """
            {"d":{"results":[{"SalesOrder":"1","PurchaseOrderByCustomer":"somebody else's"}]}}
            """));
        var target = Target();

        Assert.Null(await target.FindAsync(Order, TestContext.Current.CancellationToken));
        for (var i = 0; i < 2; i++)
        {
            var e = await Assert.ThrowsAsync<ConnectorException>(
                () => target.FindAsync(Order, TestContext.Current.CancellationToken));
            Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        }
    }

    [Theory]
    [InlineData("delivery-order", "K")]
    [InlineData("sales-order", "a-key-that-is-longer-than-thirty-five-characters")]
    public async Task What_SAP_cannot_take_is_refused_without_a_call(string kind, string key)
    {
        Assert.IsType<PushOutcome.Refused>(await PushAsync(Order with { Kind = kind, Key = key }));
        Assert.Empty(_sap.LogEntries);
    }

    private Task<PushOutcome> PushAsync(PushDocument document) =>
        Target().PushAsync(document, TestContext.Current.CancellationToken);

    private ITarget Target(int timeoutSeconds = 20) => ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url, Samples.Quick(retries: 0, timeoutSeconds)),
        new FixedSecrets(),
        TimeProvider.System).Target!;

    private IEnumerable<WireMock.IRequestMessage> Posts() =>
        _sap.LogEntries.Select(e => e.RequestMessage!).Where(m => m.Method == "POST");

    private void GivenToken(
        string token, string path = Orders, (string Name, string? When, string Then)? scenario = null)
    {
        var given = _sap.Given(Request.Create().WithPath(path).UsingGet().WithHeader("x-csrf-token", "Fetch"));
        if (scenario is var (name, when, then))
        {
            given = when is null
                ? given.InScenario(name).WillSetStateTo(then)
                : given.InScenario(name).WhenStateIs(when).WillSetStateTo(then);
        }

        given.RespondWith(Json(200, Empty)
            .WithHeader("x-csrf-token", token)
            .WithHeader("Set-Cookie", "a=1; path=/; HttpOnly", "sap-xsrf=2; path=/"));
    }

    private void GivenPost(string token, int status, string body, params (string Name, string Value)[] headers)
    {
        var response = Response.Create().WithStatusCode(status).WithBody(body);
        foreach (var (name, value) in headers)
        {
            response = response.WithHeader(name, value);
        }

        _sap.Given(Request.Create().WithPath(Orders).UsingPost().WithHeader("x-csrf-token", token))
            .RespondWith(response);
    }

    private static IResponseBuilder Json(int status, string body) =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", "application/json").WithBody(body);

    private static string? Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString();
}
