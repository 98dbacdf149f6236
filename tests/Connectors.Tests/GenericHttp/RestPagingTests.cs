using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class RestPagingTests : IDisposable
{
    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Theory]
    [InlineData(0, "0", "1", "2")]
    [InlineData(1, "1", "2", "3")]
    public async Task Page_numbers_go_up_until_a_page_is_short(int first, string one, string two, string three)
    {
        _erp.Given(Rest.Page("a b"), "page", one);
        _erp.Given(Rest.Page("c d"), "page", two);
        _erp.Given(Rest.Page("e"), "page", three);

        await AssertPulledAsync($$"""
            { "kind": "page", "parameter": "page", "first": {{first}}, "sizeParameter": "rows", "size": 2,
              "stop": "shortPage" }
            """, "a b c d e", pages: 3);
        Assert.All(_erp.LogEntries, e => Assert.Equal("2", e.RequestMessage!.Query!["rows"].Single()));
    }

    [Fact]
    public async Task An_offset_goes_on_after_what_came_even_where_the_partner_allows_smaller_pages_only()
    {
        _erp.Given(Rest.Page("a b c", "\"total\":5"), "offset", "0");
        _erp.Given(Rest.Page("d e", "\"total\":5"), "offset", "3");

        var pages = await AssertPulledAsync("""
            { "kind": "offset", "parameter": "offset", "sizeParameter": "limit", "size": 100, "stop": "total" }
            """, "a b c d e", pages: 2, more: ", \"total\": \"total\"");
        Assert.All(pages, p => Assert.Equal(5, p.SourceTotal));
    }

    [Fact]
    public async Task An_empty_page_ends_a_list_and_an_empty_list_is_one_page()
    {
        _erp.Given(Rest.Page("a b"), "page", "1");
        _erp.Given(Rest.Page(""), "page", "2");
        await AssertPulledAsync("""{ "kind": "page", "parameter": "page", "stop": "emptyPage" }""", "a b", pages: 2);
    }

    [Fact]
    public async Task A_flag_says_whether_there_is_more()
    {
        _erp.Given(Rest.Page("a", "\"meta\":{\"more\":true}"), "page", "1");
        _erp.Given(Rest.Page("b", "\"meta\":{\"more\":false}"), "page", "2");
        await AssertPulledAsync(
            """{ "kind": "page", "parameter": "page", "stop": "hasMore", "hasMore": "meta.more" }""", "a b", pages: 2);
    }

    [Theory]
    [InlineData("\"next\":null")]
    [InlineData("\"next\":\"\"")]
    [InlineData("\"rows\":1")]
    public async Task A_cursor_is_followed_until_there_is_none(string end)
    {
        _erp.Given(Rest.Page("a", "\"next\":\"x=1&y/é\""));
        _erp.Given(Rest.Page("b", end), "after", "x=1&y/é");
        var pages = await AssertPulledAsync(
            """{ "kind": "cursor", "parameter": "after", "next": "next" }""", "a b", pages: 2);

        var again = await Rest.PullAsync(
            File("""{ "kind": "cursor", "parameter": "after", "next": "next" }"""), cursor: pages[0].Cursor);
        Assert.Equal(pages[1].Body.ToArray(), Assert.Single(again).Body.ToArray());
    }

    [Fact]
    public async Task A_link_in_the_header_is_followed_on_our_own_address()
    {
        _erp.Given(Request.Create().WithPath("/api/payments")).AtPriority(10).RespondWith(Rest.Json(Rest.Page("a"))
            .WithHeader("Link", "<https://inside:8443/api/payments?t=2>; rel=\"next\", </api/x>; rel=\"first\""));
        _erp.Given(Rest.Page("b"), "t", "2");
        await AssertPulledAsync("""{ "kind": "link", "hosts": ["inside:8443"] }""", "a b", pages: 2);
    }

    [Theory]
    [InlineData("https://elsewhere.example/api/payments?t=2", "elsewhere.example")]
    [InlineData("//elsewhere.example:8443/api/payments?t=2", "elsewhere.example:8443")]
    [InlineData("http://u:p@elsewhere.example/api/payments?t=2", "elsewhere.example")]
    public async Task A_link_that_names_another_host_is_refused_and_the_host_is_named(string link, string host)
    {
        _erp.Given(Rest.Page("a", $"\"next\":\"{link}\""));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(
            File("""{ "kind": "link", "next": "next" }""")));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains($"names the host '{host}'", e.Message);
        Assert.Contains($"\"hosts\": [\"{host}\"]", e.Message);
        Assert.DoesNotContain("u:p", e.Message);
        Assert.Single(_erp.LogEntries);
    }

    [Theory]
    [InlineData("/payments?t=2")]
    [InlineData("http://HOST/payments?t=2")]
    [InlineData("?t=2")]
    public async Task A_link_below_a_path_that_a_proxy_takes_away_is_followed_below_ours(string link)
    {
        var next = link.Replace("HOST", new Uri(_erp.Url!).Authority, StringComparison.Ordinal);
        _erp.Given(Rest.Page("a", $"\"next\":\"{next}\""));
        _erp.Given(Rest.Page("b"), "t", "2");
        await AssertPulledAsync("""{ "kind": "link", "next": "next", "below": "/" }""", "a b", pages: 2);
    }

    [Fact]
    public async Task A_link_that_leaves_the_path_of_the_address_is_refused_without_its_query()
    {
        _erp.Given(Rest.Page("a", "\"next\":\"/other/payments?session=abc\""));
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => Rest.PullAsync(File("""{ "kind": "link", "next": "next" }""")));
        Assert.Contains("'/other/payments', which is not below '/api/'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_in_the_answer_is_followed()
    {
        _erp.Given(Rest.Page("a", "\"links\":{\"next\":\"?t=2\"}"));
        _erp.Given(Rest.Page("b", "\"links\":{}"), "t", "2");
        await AssertPulledAsync("""{ "kind": "link", "next": "links.next" }""", "a b", pages: 2);
    }

    [Theory]
    [InlineData("http://elsewhere.example/other/payments?t=2")]
    [InlineData("/apix/payments")]
    [InlineData("/api/../admin")]
    [InlineData("file:///api/etc/passwd")]
    public async Task A_link_out_of_the_base_path_is_not_followed(string link)
    {
        _erp.Given(Rest.Page("a", $"\"next\":\"{link}\""));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(
            File("""{ "kind": "link", "next": "next" }""")));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Single(_erp.LogEntries);
    }

    [Theory]
    [InlineData("""{ "kind": "cursor", "parameter": "after", "next": "next" }""")]
    [InlineData("""{ "kind": "link", "next": "next" }""")]
    public async Task Pages_that_lead_in_a_circle_are_an_error(string paging)
    {
        _erp.Given(Rest.Page("a", "\"next\":\"payments?after=1\""));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File(paging)));
        Assert.Contains("circle", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, _erp.LogEntries.Count);
    }

    [Fact]
    public async Task A_partner_that_does_not_heed_the_page_number_is_found_out()
    {
        _erp.Given(Rest.Page("a b"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(
            File("""{ "kind": "page", "parameter": "p", "stop": "emptyPage" }""")));
        Assert.Contains("'p'", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, _erp.LogEntries.Count);
    }

    [Fact]
    public async Task A_page_that_is_empty_before_the_total_is_reached_is_a_failure()
    {
        _erp.Given(Rest.Page("", "\"total\":3"));
        _erp.Given(Rest.Page("a b", "\"total\":3"), "page", "1");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File(
            """{ "kind": "page", "parameter": "page", "stop": "total" }""", ", \"total\": \"total\"")));
        Assert.Contains("2 came, total 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_without_a_place_to_go_on_is_a_failure()
    {
        _erp.Given(Rest.Page("a", "\"more\":true"));
        await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(
            File("""{ "kind": "cursor", "parameter": "after", "next": "next", "hasMore": "more" }""")));
    }

    [Fact]
    public async Task Pages_and_windows_are_asked_for_in_a_body_where_the_list_is_posted()
    {
        _erp.Given(Request.Create().WithPath("/api/payments").UsingPost()).RespondWith(Rest.Json(Rest.Page("a")));
        var file = Rest.File(_erp.Url + "/api", source: """
            {
              "method": "post", "query": { "lang": "zh" }, "body": { "filter": { "state": "posted" } },
              "paging": { "kind": "page", "parameter": "page.no", "sizeParameter": "page.size", "size": 50,
                          "stop": "shortPage" },
              "changed": { "from": "filter.since", "to": "filter.before", "format": "epochSeconds" }
            }
            """);
        var from = DateTimeOffset.FromUnixTimeSeconds(1_793_437_500);

        await Rest.PullAsync(file, new Window(from, from.AddHours(1)));

        var sent = Assert.Single(_erp.LogEntries).RequestMessage!;
        Assert.Equal("?lang=zh", new Uri(sent.Url).Query);
        Assert.Equal(
            """
            {"filter":{"state":"posted","since":1793437500,"before":1793441100},"page":{"no":1,"size":50}}
            """,
            sent.Body);
        Assert.True(Rest.Source(file).Source.TakesWindows(file.Datasets[0]));
    }

    [Fact]
    public async Task A_window_is_asked_for_in_the_query_and_an_open_end_is_left_out()
    {
        _erp.Given(Rest.Page("a"));
        var file = Rest.File(_erp.Url + "/api", source: """
            { "changed": { "from": "since", "to": "until", "format": "yyyy-MM-dd HH:mm", "zone": "Asia/Shanghai" } }
            """);
        var from = new DateTimeOffset(2026, 10, 31, 9, 5, 30, TimeSpan.Zero);

        await Rest.PullAsync(file, new Window(from, from.AddHours(1)));
        await Rest.PullAsync(file);

        var sent = _erp.LogEntries.Select(e => e.RequestMessage!.Query).ToList();
        Assert.Equal("2026-10-31 17:05", sent[0]!["since"].Single());
        Assert.Equal("2026-10-31 18:06", sent[0]!["until"].Single());
        Assert.True(sent[1] is null or { Count: 0 });
        Assert.False(Rest.Source(Rest.File()).Source.TakesWindows(file.Datasets[0]
            with { Source = Rest.File().Datasets[0].Source }));
    }

    private async Task<List<RawPage>> AssertPulledAsync(string paging, string numbers, int pages, string more = "")
    {
        var file = File(paging, more);
        var pulled = await Rest.PullAsync(file);
        Assert.Equal(pages, pulled.Count);
        Assert.Null(pulled[^1].Cursor);
        Assert.Equal(numbers.Split(' '), Rest.Numbers(file, pulled));
        return pulled;
    }

    private ConnectorFile File(string paging, string more = "") =>
        Rest.File(_erp.Url + "/api", source: $$"""{ "paging": {{paging}}{{more}} }""");
}
