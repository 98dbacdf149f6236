using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Qimen;
using DealerIntegration.Domain.Canonical;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Qimen;

public sealed class QimenConnectorTests : IDisposable
{
    private const string Path = "/router/qimen/service";

    private static readonly PushDocument Delivery = new("delivery-order", "DO-1", "D001", """
        {"number":"DO-1","dealer_code":"D001","warehouse_code":"WH1","order_number":"4711",
         "lines":[{"position":"10","product_code":"P<1>","quantity":"2"}]}
        """);

    private readonly WireMockServer _wms = WireMockServer.Start();

    public void Dispose() => _wms.Dispose();

    [Fact]
    public async Task Stock_is_read_page_by_page_with_the_date_that_was_asked_for()
    {
        Given("stock.query", 1, Stock(101, 100));
        Given("stock.query", 2, Stock(101, 1));
        var (source, mapping) = Source("stock");

        // The window ends with October in Shanghai; the last instant inside it is still the 31st.
        var pages = await Samples.PullAllAsync(source, mapping, new Window(
            To: new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.FromHours(8))));

        Assert.Equal([101L, 101L], pages.Select(p => p.SourceTotal));
        Assert.Equal("2@2026-10-31", pages[0].Cursor);
        Assert.Null(pages[1].Cursor);
        var document = Mapper.Map(Datasets.Stock, mapping, source.Read(mapping, pages[1])).Documents.Single();
        Assert.Equal("WH1|P-0|2026-10-31", document.Key);
        Assert.Equal(5m, document.Values[Datasets.Stock.IndexOf("on_hand")]);
        Assert.Null(document.Values[Datasets.Stock.IndexOf("unit")]);
    }

    [Fact]
    public async Task Every_call_is_signed_over_its_query_and_its_exact_body()
    {
        Given("stock.query", 1, Stock(1, 1));
        var (source, mapping) = Source("stock");
        await Samples.PullAllAsync(source, mapping);

        var request = _wms.LogEntries.Single().RequestMessage!;
        var query = request.Query!.ToDictionary(q => q.Key, q => q.Value.Single());
        Assert.Equal("2026-11-01 00:30:00", query["timestamp"]);
        Assert.Equal(query["sign"], QimenSignature.Of(query, request.Body!, FixedSecrets.Value));
        Assert.Equal("2026-11-01", XElement.Parse(request.Body!).Element("queryDate")!.Value);
    }

    [Theory]
    [InlineData(1000, 50)]
    [InlineData(10, 0)]
    public async Task A_page_that_holds_less_than_belongs_there_is_a_failure(int total, int rows)
    {
        Given("stock.query", 1, Stock(total, rows));
        var (source, mapping) = Source("stock");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Contains("pageSize", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<response><flag>failure</flag><code>TOP60</code></response>", ConnectorFailure.Configuration)]
    [InlineData("<response><flag>failure</flag><code>TOP15</code></response>", ConnectorFailure.Transient)]
    [InlineData("<response><flag>failure</flag><code>isp.closed</code></response>", ConnectorFailure.Transient)]
    [InlineData("<error_response><code>25</code><msg>Invalid signature</msg></error_response>",
        ConnectorFailure.Configuration)]
    [InlineData("<error_response><code>15</code><sub_code>isp.remote-closed</sub_code></error_response>",
        ConnectorFailure.Transient)]
    [InlineData("<response xmlns='urn:w'><flag> FAILURE </flag><code>TOP15</code></response>",
        ConnectorFailure.Transient)]
    [InlineData("<response><flag>success</flag></response>", ConnectorFailure.Configuration)]
    [InlineData("<response><flag>success</flag>", ConnectorFailure.Transient)]
    [InlineData("<!DOCTYPE r [<!ENTITY x 'failure'>]><response>&x;</response>", ConnectorFailure.Transient)]
    [InlineData("<html><body>maintenance</body></html>", ConnectorFailure.Configuration)]
    public async Task A_failure_inside_a_good_status_is_a_failure(string body, ConnectorFailure failure)
    {
        Given("stock.query", 1, body);
        var (source, mapping) = Source("stock");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Equal(failure, e.Failure);
        Assert.Equal(failure == ConnectorFailure.Transient ? 3 : 1, _wms.LogEntries.Count);
    }

    [Fact]
    public async Task Codes_and_deliveries_come_out_in_canonical_form()
    {
        Given("codes.query", 1, """
            <response><flag>success</flag><codes><code><traceCode>C1</traceCode><parentCode></parentCode>
            <level>carton</level><itemCode>P-1</itemCode><dealerCode>D001</dealerCode>
            <deliveryOrderCode>80</deliveryOrderCode>
            <shipTime>2026-11-01 00:30:00</shipTime></code></codes><totalCount>1</totalCount></response>
            """);
        Given("deliveryorder.list", 1, """
            <response><flag>success</flag><orders>
            <order><deliveryOrderCode>1</deliveryOrderCode><status>PICKED</status>
              <operateTime>2026-10-02 10:00:00</operateTime></order>
            <order><deliveryOrderCode>2</deliveryOrderCode><status>DELIVERED</status>
              <operateTime>2026-10-03 10:00:00</operateTime></order>
            </orders><totalCount>2</totalCount></response>
            """);

        var code = (await MapAsync("codes", TraceDatasets.Codes)).Documents.Single();
        Assert.Equal(
            new DateTimeOffset(2026, 10, 31, 16, 30, 0, TimeSpan.Zero),
            code.Values[TraceDatasets.Codes.IndexOf("shipped_at")]);
        Assert.Null(code.Values[TraceDatasets.Codes.IndexOf("parent_code")]);
        var shipped = (await MapAsync("deliveries", Datasets.Deliveries)).Documents
            .Select(d => d.Values[Datasets.Deliveries.IndexOf("shipped_on")]);
        Assert.Equal([null, new DateOnly(2026, 10, 3)], shipped);
    }

    [Fact]
    public async Task A_delivery_order_is_sent_once_under_our_key()
    {
        Given("deliveryorder.create", null, Ok("<deliveryOrderId>W1</deliveryOrderId>"));
        Assert.Equal(new PushOutcome.Done("W1"), await PushAsync());
        var body = XElement.Parse(_wms.LogEntries.Single().RequestMessage!.Body!);
        Assert.Equal("DO-1", body.Element("deliveryOrder")!.Element("deliveryOrderCode")!.Value);
        Assert.Equal("JYCK", body.Element("deliveryOrder")!.Element("orderType")!.Value);
        Assert.Equal("P<1>", body.Element("orderLines")!.Element("orderLine")!.Element("itemCode")!.Value);
    }

    [Fact]
    public async Task An_order_the_WMS_already_has_is_done_under_its_first_number()
    {
        Given("deliveryorder.create", null, Failure("DUPLICATE", "DO-1 exists"));
        Given("deliveryorder.query", null, Ok("<deliveryOrder><deliveryOrderId>W1</deliveryOrderId></deliveryOrder>"));
        Assert.Equal(new PushOutcome.Done("W1"), await PushAsync());
    }

    [Theory]
    [InlineData("S01", "no stock of P-1", typeof(PushOutcome.Refused))]
    [InlineData("TOP15", "isp.http-read-timeout", typeof(PushOutcome.Unknown))]
    [InlineData("TOP60", "wrong sign", typeof(PushOutcome.Unknown))]
    public async Task Only_the_WMS_itself_refuses_a_document(string code, string message, Type outcome)
    {
        Given("deliveryorder.create", null, Failure(code, message));
        Assert.Equal(outcome, (await PushAsync()).GetType());
        Assert.Single(_wms.LogEntries);
    }

    [Fact]
    public async Task An_order_that_timed_out_after_its_effect_is_found_by_our_key()
    {
        _wms.Given(Request.Create().WithPath(Path).WithParam("method", "deliveryorder.create"))
            .RespondWith(Response.Create()
                .WithBody(Ok("<deliveryOrderId>W1</deliveryOrderId>"))
                .WithDelay(TimeSpan.FromSeconds(14)));
        Given("deliveryorder.query", null, Ok("<deliveryOrderId>W1</deliveryOrderId><status>ACCEPT</status>"));
        var target = Connector(timeoutSeconds: 9).Target!;
        Assert.IsType<PushOutcome.Unknown>(await target.PushAsync(Delivery, TestContext.Current.CancellationToken));
        Assert.Equal("W1", await target.FindAsync(Delivery, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Only_a_code_that_says_so_means_that_there_is_no_such_order()
    {
        var target = Connector().Target!;
        Given("deliveryorder.query", null, Failure("NOT_FOUND", "no DO-1"));
        Assert.Null(await target.FindAsync(Delivery, TestContext.Current.CancellationToken));
        _wms.Reset();
        Given("deliveryorder.query", null, Failure("S99", "database down"));
        await Assert.ThrowsAsync<ConnectorException>(
            () => target.FindAsync(Delivery, TestContext.Current.CancellationToken));
    }

    private Task<PushOutcome> PushAsync() =>
        Connector().Target!.PushAsync(Delivery, TestContext.Current.CancellationToken);

    private async Task<MappedPage> MapAsync(string dataset, DatasetSpec spec)
    {
        var (source, mapping) = Source(dataset);
        var page = Assert.Single(await Samples.PullAllAsync(source, mapping));
        return Mapper.Map(spec, mapping, source.Read(mapping, page));
    }

    private (ISource Source, DatasetMapping Mapping) Source(string dataset) =>
        (Connector().Source!, Samples.Shipped("wms", _wms.Url).Dataset(dataset));

    private (ISource? Source, ITarget? Target) Connector(int timeoutSeconds = 20) => ConnectorList.Create(
        Samples.Shipped("wms", _wms.Url, Samples.Quick(retries: 2, timeoutSeconds)),
        new FixedSecrets(),
        new HalfPastMidnight());

    [Fact]
    public async Task What_the_platform_itself_refuses_is_no_word_of_the_warehouse_and_told_in_its_words()
    {
        Given("deliveryorder.create", null, """
            <?xml version="1.0" encoding="utf-8" ?>
            <error_response><code>25</code><msg>Invalid signature</msg><sub_code>isv.sign</sub_code></error_response>
            """.Trim());
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync());
        Assert.Equal("The WMS says 25: Invalid signature isv.sign", unknown.Reason);
    }

    [Fact]
    public async Task An_answer_in_a_namespace_is_read_like_any_other()
    {
        Given("deliveryorder.create", null, """
            <w:response xmlns:w="urn:w"><w:flag>Success</w:flag><w:deliveryOrderId>W1</w:deliveryOrderId></w:response>
            """);
        Assert.Equal(new PushOutcome.Done("W1"), await PushAsync());
    }

    private void Given(string method, int? page, string body)
    {
        var request = Request.Create().WithPath(Path).UsingPost().WithParam("method", method);
        if (page is not null)
        {
            request = request.WithBody(b => b!.Contains($"<page>{page}</page>", StringComparison.Ordinal));
        }

        _wms.Given(request).RespondWith(Response.Create().WithHeader("Content-Type", "text/xml").WithBody(body));
    }

    private static string Ok(string inner) =>
        $"<response><flag>success</flag><code>0</code><message/>{inner}</response>";

    private static string Failure(string code, string message) =>
        $"<response><flag>failure</flag><code>{code}</code><message>{message}</message></response>";

    private static string Stock(int total, int rows)
    {
        var items = string.Concat(Enumerable.Range(0, rows).Select(i =>
            $"<item><warehouseCode>WH1</warehouseCode><itemCode>P-{i}</itemCode>"
            + "<quantity>5</quantity><lockQuantity>1</lockQuantity></item>"));
        return Ok($"<items>{items}</items><totalCount>{total}</totalCount>");
    }

    /// <summary>Half past midnight in Shanghai, still the day before in UTC; timers run on real time.</summary>
    private sealed class HalfPastMidnight : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 10, 31, 16, 30, 0, TimeSpan.Zero);
    }
}
