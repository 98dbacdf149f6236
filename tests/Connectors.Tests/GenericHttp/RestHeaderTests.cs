using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Partners that say in headers what others say in the answer.</summary>
public sealed class RestHeaderTests : IDisposable
{
    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Theory]
    [InlineData("X-Total-Count", "3")]
    [InlineData("Content-Range", "0-1/3")]
    [InlineData("Content-Range", "items 0-1/3")]
    public async Task A_count_in_a_header_ends_the_list_and_stands_in_the_certificate(string header, string count)
    {
        Given("a b", "0", header, count, status: 206);
        Given("c", "2", header, count);
        var file = File($$"""
            {
              "total": "header:{{header.ToLowerInvariant()}}",
              "paging": { "kind": "offset", "parameter": "offset", "stop": "total" }
            }
            """);

        var pages = await Rest.PullAsync(file);

        Assert.Equal(["a", "b", "c"], Rest.Numbers(file, pages));
        Assert.All(pages, p => Assert.Equal(3, p.SourceTotal));
    }

    [Fact]
    public async Task A_count_in_a_header_is_no_longer_there_later_so_it_makes_no_missing_list_an_empty_one()
    {
        _erp.Given(Request.Create()).RespondWith(Rest.Json("{}").WithHeader("X-Total-Count", "0"));
        await Assert.ThrowsAsync<ConnectorException>(
            () => Rest.PullAsync(File("""{ "total": "header:X-Total-Count" }""")));
        _erp.Reset();
        _erp.Given(Request.Create()).RespondWith(Rest.Json(Rest.Page("")).WithHeader("X-Total-Count", "0"));
        var file = File("""{ "total": "header:X-Total-Count" }""");
        Assert.Empty(Rest.Numbers(file, await Rest.PullAsync(file)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("*/*")]
    [InlineData("many")]
    public async Task A_count_that_is_not_there_is_told(string? count)
    {
        var answer = Rest.Json(Rest.Page("a"));
        _erp.Given(Request.Create())
            .RespondWith(count is null ? answer : answer.WithHeader("X-Total-Count", count));
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => Rest.PullAsync(File("""{ "total": "header:X-Total-Count" }""")));
        Assert.Contains("header:X-Total-Count", e.Message, StringComparison.Ordinal);
        Assert.Contains("correct 'total'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_next_token_in_a_header_is_followed()
    {
        _erp.Given(Rest.Page("b"), "token", "t/2");
        _erp.Given(Request.Create().WithPath("/api/payments")).AtPriority(10)
            .RespondWith(Rest.Json(Rest.Page("a")).WithHeader("X-Next-Token", "t/2"));
        var file = File("""{ "paging": { "kind": "cursor", "parameter": "token", "next": "header:X-Next-Token" } }""");
        Assert.Equal(["a", "b"], Rest.Numbers(file, await Rest.PullAsync(file)));
    }

    [Fact]
    public async Task An_error_told_by_a_header_is_an_error_and_what_was_stored_is_read_without_it()
    {
        const string http = """{ "failure": { "path": "header:X-Code", "notIn": [ "OK" ] } }""";
        _erp.Given(Request.Create()).RespondWith(Rest.Json(Rest.Page("a")).WithHeader("X-Code", "LOCKED"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File("{}", http)));
        Assert.Contains("LOCKED", e.Message, StringComparison.Ordinal);
        _erp.Reset();
        _erp.Given(Request.Create()).RespondWith(Rest.Json(Rest.Page("a")).WithHeader("X-Code", "OK"));
        Assert.Equal(["a"], Rest.Numbers(File("{}", http), await Rest.PullAsync(File("{}", http))));
    }

    [Theory]
    [InlineData("/api/orders/SO%2F7", "SO/7")]
    [InlineData("http://inside:8080/api/orders/80012/?v=1", "80012")]
    public async Task The_number_of_a_new_document_may_stand_in_the_address_that_it_gets(string location, string number)
    {
        _erp.Given(Request.Create().WithPath("/api/orders").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(201).WithHeader("Location", location));
        const string http = """
            {
              "targets": {
                "sales-order": {
                  "path": "/orders", "number": "header:Location", "fields": { "key": "@key" },
                  "find": { "path": "/orders/{key}", "number": "no", "key": "key" }
                }
              }
            }
            """;
        var target = ConnectorList.Create(File("{}", http), new FixedSecrets(), TimeProvider.System).Target!;
        Assert.Equal(
            new PushOutcome.Done(number),
            await target.PushAsync(
                new PushDocument("sales-order", "K1", "D1", "{}"), TestContext.Current.CancellationToken));
    }

    private void Given(string numbers, string offset, string header, string count, int status = 200) => _erp
        .Given(Request.Create().WithPath("/api/payments").WithParam("offset", offset))
        .RespondWith(Rest.Json(Rest.Page(numbers), status).WithHeader(header, count));

    private ConnectorFile File(string source, string http = "{}") => Rest.File(_erp.Url + "/api", http, source);
}
