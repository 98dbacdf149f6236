using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>
/// An order that is taken back where the service takes no batch: each item by itself, each for the version that the one
/// before it made. Nothing that others did in between is overwritten.
/// </summary>
public sealed partial class ItemByItemTests : IDisposable
{
    private const string Service = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/";

    private static readonly PushDocument Withdrawal = new("sales-order-withdrawal", "SO-1", "D001", "{}");

    private readonly WireMockServer _sap = WireMockServer.Start();
    private readonly Dictionary<string, string> _reasons = new() { ["10"] = "", ["20"] = "", ["30"] = "02" };
    private readonly List<string> _patched = [];
    private string _delivered = "A";
    private int _version = 1;
    private bool _keeps;
    private Func<string, int> _patch = _ => 204;
    private (int Status, string Body) _batch = (404, "");

    public ItemByItemTests()
    {
        _sap.Given(Request.Create().WithPath(Service).UsingGet())
            .RespondWith(Response.Create().WithHeader("x-csrf-token", "t").WithBody("{}"));
        _sap.Given(Request.Create().WithPath($"{Service}A_SalesOrder").UsingGet())
            .RespondWith(Response.Create().WithHeader("Content-Type", "application/json").WithBody(_ => Order()));
        _sap.Given(Request.Create().WithPath($"{Service}$batch").UsingPost()).RespondWith(
            Response.Create().WithCallback(_ => Answer(_batch.Status, _batch.Body)));
        _sap.Given(Request.Create().UsingPatch()).RespondWith(Response.Create().WithCallback(Patch));
    }

    public void Dispose() => _sap.Dispose();

    [Theory]
    [InlineData(404, "")]
    [InlineData(415, """{"error":{"code":"X/1","message":{"value":"multipart is not read here"}}}""")]
    public async Task Each_open_item_is_rejected_for_the_version_that_the_one_before_it_made(int status, string body)
    {
        _batch = (status, body);
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal(["10 W/\"v1\"", "20 W/\"v2\""], _patched);
        Assert.Equal("4711", await Target().FindAsync(Withdrawal, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_single_open_item_needs_no_batch()
    {
        _reasons["20"] = "02";
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal(["10 W/\"v1\""], _patched);
        Assert.DoesNotContain(_sap.LogEntries, e => e.RequestMessage!.Method == "POST");
    }

    [Fact]
    public async Task A_release_that_takes_one_change_per_changeset_gets_one_after_the_other()
    {
        const string restricted = """
            {"error":{"code":"SD/1","message":{"value":"Not allowed due to changeset restrictions"}}}
            """;
        _batch = (400, restricted);
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal(2, _patched.Count);
    }

    [Fact]
    public async Task Goods_that_leave_half_way_stop_it_and_the_items_done_are_named()
    {
        _patch = item =>
        {
            _delivered = "B";
            return 204;
        };
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync());
        Assert.Contains("delivered already", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("Rejected already with reason 61: 10;", refused.Reason, StringComparison.Ordinal);
        Assert.Single(_patched);
    }

    [Fact]
    public async Task One_that_breaks_off_goes_on_where_it_stopped()
    {
        _patch = item => item == "20" ? 500 : 204;
        Assert.True(Assert.IsType<PushOutcome.Unknown>(await PushAsync()).MayHaveArrived);
        Assert.Null(await Target().FindAsync(Withdrawal, TestContext.Current.CancellationToken));
        _patch = _ => 204;
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal(["10 W/\"v1\"", "20 W/\"v2\"", "20 W/\"v2\""], _patched);
    }

    [Fact]
    public async Task A_change_that_SAP_takes_and_does_not_make_ends_it()
    {
        _keeps = true;
        Assert.Contains(
            "shows it as open", Assert.IsType<PushOutcome.Unknown>(await PushAsync()).Reason, StringComparison.Ordinal);
        Assert.Single(_patched);
    }

    [Fact]
    public async Task Somebody_who_is_faster_each_time_leaves_it_open()
    {
        _patch = _ =>
        {
            _version++;
            return 412;
        };
        Assert.False(Assert.IsType<PushOutcome.Unknown>(await PushAsync()).MayHaveArrived);
        Assert.Equal(["10 W/\"v1\"", "10 W/\"v2\"", "10 W/\"v3\""], _patched);
    }

    private Task<PushOutcome> PushAsync() =>
        Target().PushAsync(Withdrawal, TestContext.Current.CancellationToken);

    private ITarget Target() => ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url, Samples.Quick(retries: 0, timeoutSeconds: 60)),
        new FixedSecrets(),
        TimeProvider.System).Target!;

    private WireMock.ResponseMessage Patch(WireMock.IRequestMessage request)
    {
        var item = Item().Match(Uri.UnescapeDataString(request.Path)).Groups[1].Value;
        var given = request.Headers!["If-Match"].Single();
        _patched.Add($"{item} {given}");
        var status = given == $"W/\"v{_version}\"" ? _patch(item) : 412;
        if (status == 204 && !_keeps)
        {
            _reasons[item] = "61";
            _version++;
        }

        return Answer(status, "");
    }

    private string Order()
    {
        var items = string.Join(',', _reasons.Select(r =>
            $$"""{"SalesOrderItem":"{{r.Key}}","SalesDocumentRjcnReason":"{{r.Value}}"}"""));
        return $$$"""
            {"d":{"results":[{"__metadata":{"etag":"W/\"v{{{_version}}}\""},"SalesOrder":"4711",
             "PurchaseOrderByCustomer":"SO-1","OverallDeliveryStatus":"{{{_delivered}}}","to_Item":[{{{items}}}]}]}}
            """;
    }

    private static WireMock.ResponseMessage Answer(int status, string body) => new()
    {
        StatusCode = status,
        Headers = new Dictionary<string, WireMock.Types.WireMockList<string>>
        {
            ["Content-Type"] = new("application/json"),
        },
        BodyData = new WireMock.Util.BodyData
        {
            BodyAsString = body, DetectedBodyType = WireMock.Types.BodyType.String,
        },
    };

    [GeneratedRegex("SalesOrderItem='([0-9]+)'")]
    private static partial Regex Item();
}
