using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>Where systems give their write token, and what happens where they give none.</summary>
public sealed class SapDoorTests : IDisposable
{
    private const string Root = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/";
    private const string Orders = $"{Root}A_SalesOrder";

    private static readonly PushDocument Order = new("sales-order", "HUB-1", "D001", """
        {"currency":"CNY","lines":[{"product_code":"P-0001","quantity":"12","unit_price":"10.20"}]}
        """);

    private readonly WireMockServer _sap = WireMockServer.Start();

    public void Dispose() => _sap.Dispose();

    [Theory]
    [InlineData("GET", Root)]
    [InlineData("HEAD", Root)]
    [InlineData("GET", Orders)]
    public async Task A_token_is_taken_wherever_the_system_gives_it(string method, string path)
    {
        _sap.Given(Request.Create().WithPath(path).UsingMethod(method).WithHeader("x-csrf-token", "Fetch"))
            .RespondWith(Response.Create().WithHeader("x-csrf-token", "t").WithHeader("Set-Cookie", "s=1; path=/"));
        _sap.Given(Request.Create().WithPath(Orders).UsingPost()
                .WithHeader("x-csrf-token", "t").WithHeader("Cookie", "s=1"))
            .RespondWith(Response.Create().WithStatusCode(201).WithBody("""{"d":{"SalesOrder":"4711"}}"""));
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
    }

    [Fact]
    public async Task A_service_that_gives_no_token_is_written_to_without_one()
    {
        _sap.Given(Request.Create().WithPath(Root).UsingGet()).RespondWith(Response.Create().WithBody("{}"));
        _sap.Given(Request.Create().WithPath(Orders).UsingPost())
            .RespondWith(Response.Create().WithStatusCode(201).WithBody("""{"d":{"SalesOrder":"4711"}}"""));
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.DoesNotContain(Posts().Single().Headers!, h => h.Key == "x-csrf-token");
    }

    [Fact]
    public async Task A_service_that_gives_none_and_wants_one_was_sent_nothing()
    {
        _sap.Given(Request.Create().WithPath(Root).UsingGet()).RespondWith(Response.Create().WithBody("{}"));
        _sap.Given(Request.Create().WithPath(Orders).UsingPost()).RespondWith(
            Response.Create().WithStatusCode(403).WithBody("CSRF token validation failed"));
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync());
        Assert.False(unknown.MayHaveArrived);
        Assert.Contains("gives none", unknown.Reason, StringComparison.Ordinal);
        Assert.Equal(2, Posts().Count());
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    [InlineData(404)]
    public async Task A_door_that_stays_shut_leaves_nothing_to_look_up(int status)
    {
        _sap.Given(Request.Create().UsingAnyMethod()).RespondWith(
            Response.Create().WithStatusCode(status).WithBody("no"));
        Assert.False(Assert.IsType<PushOutcome.Unknown>(await PushAsync()).MayHaveArrived);
        Assert.Empty(Posts());
        // A wrong password is not tried again: SAP locks users for it.
        Assert.Equal(status == 404 ? 3 : 1, _sap.LogEntries.Count);
    }

    private Task<PushOutcome> PushAsync() => ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url, Samples.Quick(retries: 0, timeoutSeconds: 60)),
        new FixedSecrets(),
        TimeProvider.System).Target!.PushAsync(Order, TestContext.Current.CancellationToken);

    private IEnumerable<WireMock.IRequestMessage> Posts() =>
        _sap.LogEntries.Select(e => e.RequestMessage!).Where(m => m.Method == "POST");
}
