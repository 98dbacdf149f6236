using System.Diagnostics;
using System.Text.Json;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

public sealed class SapSourceTests : IDisposable
{
    private const string Orders = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/A_SalesOrder";

    private readonly WireMockServer _sap = WireMockServer.Start();

    public void Dispose() => _sap.Dispose();

    [Fact]
    public async Task Pages_are_followed_on_our_own_address_whatever_host_the_link_names()
    {
        Given(null, Page(2, "1", next: $"https://internal-sap:44300{Orders}?$skiptoken=x%27y"));
        Given("x'y", Page(2, "2", next: null));
        var (source, mapping) = Source("orders");

        var pages = await Samples.PullAllAsync(source, mapping);
        var mapped = pages.Select(p => Mapper.Map(Datasets.Orders, mapping, source.Read(mapping, p))).ToList();

        Assert.Equal(["1", "2"], mapped.SelectMany(m => m.Documents).Select(d => d.Key));
        Assert.All(pages, p => Assert.Equal(2, p.SourceTotal));
        Assert.NotNull(pages[0].Cursor);
        Assert.Null(pages[1].Cursor);
        var again = await Samples.PullAllAsync(source, mapping, cursor: pages[0].Cursor);
        Assert.Equal(pages[1].Body.ToArray(), Assert.Single(again).Body.ToArray());
    }

    [Fact]
    public async Task A_window_becomes_a_filter_and_the_key_is_the_order()
    {
        Given(null, Page(0, [], next: null));
        var (source, mapping) = Source("orders");

        var october = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8));
        await Samples.PullAllAsync(source, mapping, new Window(october, october.AddMonths(1)));

        var request = Assert.Single(_sap.LogEntries).RequestMessage!;
        Assert.Equal(
            "LastChangeDateTime ge datetimeoffset'2026-09-30T16:00:00Z' "
            + "and LastChangeDateTime lt datetimeoffset'2026-10-31T16:00:00Z'",
            request.Query!["$filter"].Single());
        Assert.Equal("SalesOrder", request.Query["$orderby"].Single());
        Assert.Equal("allpages", request.Query["$inlinecount"].Single());
        Assert.Equal("application/json", request.Headers!["Accept"].Single());
        Assert.StartsWith("Basic ", request.Headers["Authorization"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_first_load_asks_for_everything_and_later_ones_also_for_what_bears_no_stamp()
    {
        const string products = "/sap/opu/odata/sap/API_PRODUCT_SRV/A_Product";
        _sap.Given(Request.Create().WithPath(products)).RespondWith(Json(Page(0, [], null)));
        var (source, mapping) = Source("products");
        var end = new DateTimeOffset(2026, 10, 31, 16, 0, 0, TimeSpan.Zero);

        await Samples.PullAllAsync(source, mapping, new Window(null, end));
        await Samples.PullAllAsync(source, mapping, new Window(end.AddDays(-1), end));

        var asked = _sap.LogEntries.Select(e => e.RequestMessage!.Query!).ToList();
        Assert.False(asked[0].ContainsKey("$filter"));
        Assert.Equal(
            "(LastChangeDateTime ge datetimeoffset'2026-10-30T16:00:00Z' "
            + "or CreationDate ge datetime'2026-10-29T00:00:00') "
            + "and (LastChangeDateTime lt datetimeoffset'2026-10-31T16:00:00Z' "
            + "or CreationDate le datetime'2026-11-01T00:00:00')",
            asked[1]["$filter"].Single());
    }

    [Fact]
    public async Task A_throttled_read_waits_as_long_as_it_was_asked_to()
    {
        var throttled = Response.Create().WithStatusCode(429).WithHeader("Retry-After", "1");
        _sap.Given(Request.Create().WithPath(Orders)).InScenario("t").WillSetStateTo("free").RespondWith(throttled);
        _sap.Given(Request.Create().WithPath(Orders)).InScenario("t").WhenStateIs("free")
            .RespondWith(Json(Page(0, [], null)));
        var (source, mapping) = Source("orders");

        var clock = Stopwatch.StartNew();
        Assert.Single(await Samples.PullAllAsync(source, mapping));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 30);
    }

    [Theory]
    [InlineData("<html><body>Anmeldung</body></html>", "text/html", ConnectorFailure.Configuration)]
    [InlineData("""{"d":{"Customer":"1"}}""", "application/json", ConnectorFailure.Configuration)]
    [InlineData("""{"error":{"message":{"value":"no"}}}""", "application/json", ConnectorFailure.Configuration)]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'/>", "application/atom+xml", ConnectorFailure.Transient)]
    [InlineData("""{"d":{"results":[{"SalesOrder":"1"}""", "application/json", ConnectorFailure.Transient)]
    [InlineData("""{"d":{"results":[]}} {""", "application/json", ConnectorFailure.Transient)]
    public async Task An_answer_that_is_no_whole_collection_is_a_failure_and_not_an_empty_page(
        string body, string type, ConnectorFailure failure)
    {
        _sap.Given(Request.Create().WithPath(Orders))
            .RespondWith(Response.Create().WithHeader("Content-Type", type).WithBody(body));
        var (source, mapping) = Source("orders");

        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Equal(failure, e.Failure);
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_end_the_pull_with_a_failure()
    {
        Given(null, Page(2, "1", next: $"{Orders}?$skiptoken=a"));
        Given("a", Page(2, "2", next: $"{Orders}?$skiptoken=a"));
        var (source, mapping) = Source("orders");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Contains("circle", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_of_the_services_is_not_followed()
    {
        Given(null, Page(2, "1", next: "https://internal-sap/secrets/dump?$skiptoken=a"));
        var (source, mapping) = Source("orders");
        await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Single(_sap.LogEntries);
    }

    [Fact]
    public async Task Rows_left_without_a_link_are_asked_for_by_position()
    {
        Given(null, Page(3, "1", next: $"{Orders}?$skiptoken=a"));
        Given("a", Page(3, "2", next: null));
        Skipping(2, Page(3, "3", next: null));
        var (source, mapping) = Source("orders");

        var pages = await Samples.PullAllAsync(source, mapping);

        Assert.Equal(["1", "2", "3"], Numbers(source, mapping, pages));
        Assert.EndsWith("$skip=2", pages[2].Name, StringComparison.Ordinal);
        var rest = await Samples.PullAllAsync(source, mapping, cursor: pages[0].Cursor);
        Assert.Equal(["2", "3"], Numbers(source, mapping, rest));
        Assert.Equal(pages[1..].Select(p => p.Name), rest.Select(p => p.Name));
    }

    [Fact]
    public async Task A_service_that_neither_links_nor_counts_is_read_until_a_page_is_empty()
    {
        Given(null, Rows("1", "2"));
        Skipping(2, Rows("3", "4"));
        Skipping(4, Rows("5"));
        Skipping(5, Rows());
        var (source, mapping) = Source("orders", """
            { "request": "API_SALES_ORDER_SRV/A_SalesOrder", "orderBy": "SalesOrder", "pageSize": 3 }
            """);

        var pages = await Samples.PullAllAsync(source, mapping);

        Assert.Equal(["1", "2", "3", "4", "5"], Numbers(source, mapping, pages));
        Assert.All(_sap.LogEntries, e => Assert.Equal("3", e.RequestMessage!.Query!["$top"].Single()));
    }

    [Fact]
    public async Task A_service_that_heeds_no_position_ends_the_pull_with_a_failure()
    {
        Given(null, Page(9, "1", next: null));
        var (source, mapping) = Source("orders");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Contains("$skip", e.Message, StringComparison.Ordinal);
    }

    private void Skipping(int rows, string body) => _sap
        .Given(Request.Create().WithPath(Orders).UsingGet().WithParam("$skip", $"{rows}")).AtPriority(1)
        .RespondWith(Json(body));

    private static IEnumerable<string> Numbers(ISource source, DatasetMapping mapping, IEnumerable<RawPage> pages) =>
        pages.SelectMany(p => Mapper.Map(Datasets.Orders, mapping, source.Read(mapping, p)).Documents)
            .Select(d => d.Key);

    private void Given(string? skipToken, string body)
    {
        var request = Request.Create().WithPath(Orders).UsingGet();
        if (skipToken is not null)
        {
            _sap.Given(request.WithParam("$skiptoken", skipToken)).AtPriority(1).RespondWith(Json(body));
            return;
        }

        _sap.Given(request).AtPriority(10).RespondWith(Json(body));
    }

    private (ISource Source, DatasetMapping Mapping) Source(string dataset, string? source = null)
    {
        var file = Samples.Shipped("sap", _sap.Url);
        if (source is not null)
        {
            var asked = JsonSerializer.Deserialize<JsonElement>(source);
            file = file with { Datasets = [file.Dataset(dataset) with { Source = asked }] };
        }

        return (ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!, file.Dataset(dataset));
    }

    private static IResponseBuilder Json(string body) =>
        Response.Create().WithHeader("Content-Type", "application/json").WithBody(body);

    private static string Page(int count, string number, string? next) => Page(count, [number], next);

    private static string Rows(params string[] numbers) => Page(null, numbers, next: null);

    private static string Page(int? count, string[] numbers, string? next)
    {
        var rows = string.Join(',', numbers.Select(n => $$$"""
            {"SalesOrder":"{{{n}}}","SoldToParty":"D001","SalesOrderDate":"/Date(1793404800000)/",
             "RequestedDeliveryDate":null,"PurchaseOrderByCustomer":"","TransactionCurrency":"CNY",
             "OverallSDProcessStatus":"A","OverallSDDocumentRejectionSts":"A","TotalNetAmount":"10.20",
             "to_Item":{"results":[{"SalesOrderItem":"10",
             "Material":"P-0001","RequestedQuantity":"1","RequestedQuantityUnit":"EA","NetAmount":"10.20",
             "YY1_NetPrice":"10.20"}]}}
            """));
        var link = next is null ? "" : $",\"__next\":\"{next}\"";
        var counted = count is null ? "" : $",\"__count\":\"{count}\"";
        return $"{{\"d\":{{\"results\":[{rows}]{counted}{link}}}}}";
    }
}
