using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Lists that hold heads only: each document is fetched whole.</summary>
public sealed class RestDetailTests : IDisposable
{
    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Fact]
    public async Task Each_document_of_each_page_is_fetched_whole()
    {
        _erp.Given("""{"items":[{"id":1},{"id":"2/b"}],"total":3}""", "page", "1");
        _erp.Given("""{"items":[{"id":3}],"total":3}""", "page", "2");
        GivenDocuments();

        var pages = await Rest.PullAsync(File());

        Assert.Equal(["a", "b", "c"], Rest.Numbers(File(), pages));
        Assert.Equal(["GET /payments/1", "GET /payments/2%2Fb", "GET /payments/3"], pages.Select(p => p.Name));
        Assert.Equal(["0+1@", "2@2", null], pages.Select(p => p.Cursor));
        Assert.All(pages, p => Assert.Equal(3, p.SourceTotal));
    }

    [Fact]
    public async Task A_pull_goes_on_behind_any_document()
    {
        _erp.Given("""{"items":[{"id":1},{"id":"2/b"}],"total":3}""", "page", "1");
        _erp.Given("""{"items":[{"id":3}],"total":3}""", "page", "2");
        GivenDocuments();
        Assert.Equal(["b", "c"], Rest.Numbers(File(), await Rest.PullAsync(File(), cursor: "0+1@")));
        Assert.Equal(["c"], Rest.Numbers(File(), await Rest.PullAsync(File(), cursor: "2@2")));
    }

    [Fact]
    public async Task A_list_without_heads_is_an_empty_page()
    {
        _erp.Given("""{"items":[],"total":0}""");
        Assert.Empty(Rest.Numbers(File(), [Assert.Single(await Rest.PullAsync(File()))]));
    }

    [Theory]
    [InlineData("""{"items":[{"id":1}],"total":1}""", """{"doc":{"id":"7","no":"a"}}""", "'7' came instead of '1'")]
    [InlineData("""{"items":[{"id":1}],"total":1}""", """{"doc":[]}""", "no document with 'id' at 'doc'")]
    [InlineData("""{"items":[{"no":1}],"total":1}""", "{}", "a record has no 'id'")]
    public async Task A_document_that_is_another_is_an_error(string list, string document, string told)
    {
        _erp.Given(list);
        _erp.Given(Request.Create().WithPath("/api/payments/1")).RespondWith(Rest.Json(document));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File()));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_that_is_neither_document_nor_list_is_told()
    {
        var (source, mapping) = Rest.Source(File());
        var e = Assert.Throws<ConnectorException>(
            () => source.Read(mapping, new RawPage("sample.json", "{}"u8.ToArray(), null)).ToList());
        Assert.Contains("no document with 'id'", e.Message, StringComparison.Ordinal);
    }

    private void GivenDocuments()
    {
        foreach (var (path, id, number) in new[] { ("1", "1", "a"), ("2/b", "2/b", "b"), ("3", "3", "c") })
        {
            _erp.Given(Request.Create().WithPath($"/api/payments/{path}"))
                .RespondWith(Rest.Json($$$"""{"doc":{"id":"{{{id}}}","no":"{{{number}}}"}}"""));
        }
    }

    private ConnectorFile File() => Rest.File(_erp.Url + "/api", source: """
        {
          "total": "total", "paging": { "kind": "page", "parameter": "page", "stop": "total" },
          "detail": { "path": "/payments/{id}", "id": "id", "record": "doc" }
        }
        """);
}
