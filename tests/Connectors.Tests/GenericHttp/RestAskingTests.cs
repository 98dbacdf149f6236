using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using WireMock.RequestBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Ways to ask for a list that differ by partner: filters, last records, counts of pages.</summary>
public sealed class RestAskingTests : IDisposable
{
    private static readonly DateTimeOffset From = DateTimeOffset.FromUnixTimeSeconds(1_793_437_500);

    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Fact]
    public async Task A_window_may_stand_in_the_middle_of_a_filter()
    {
        _erp.Given(Rest.Page("a"));
        var file = File("""
            {
              "query": { "and": "(at.gte.{from},at.lt.{to})", "select": "*,lines{id}" },
              "changed": { "format": "iso" }
            }
            """);

        await Rest.PullAsync(file, new Window(From, From.AddHours(1)));
        await Rest.PullAsync(file);

        var sent = _erp.LogEntries.Select(e => e.RequestMessage!.Query!).ToList();
        Assert.Equal("(at.gte.2026-10-31T09:05:00Z,at.lt.2026-10-31T10:05:00Z)", sent[0]["and"].ToString());
        Assert.Equal("*,lines{id}", sent[0]["select"].ToString());
        Assert.Equal(["select"], sent[1].Keys);
    }

    [Fact]
    public async Task A_window_may_stand_anywhere_in_a_body_and_an_open_bound_is_left_out()
    {
        _erp.Given(Request.Create().UsingPost()).RespondWith(Rest.Json(Rest.Page("a")));
        var file = File("""
            {
              "method": "post",
              "body": { "filters": [ { "f": "at", "ge": "{from}", "lt": "{to}" } ], "say": "since {from}", "n": 1.50 },
              "changed": { "format": "epochMilliseconds" }
            }
            """);

        await Rest.PullAsync(file, new Window(From, From.AddHours(1)));
        await Rest.PullAsync(file, new Window(null, From));

        var sent = _erp.LogEntries.Select(e => e.RequestMessage!.Body).ToList();
        Assert.Equal(
            """
            {"filters":[{"f":"at","ge":1793437500000,"lt":1793441100000}],"say":"since 1793437500000","n":1.50}
            """,
            sent[0]);
        Assert.Equal("""{"filters":[{"f":"at","lt":1793437500000}],"n":1.50}""", sent[1]);
    }

    [Fact]
    public async Task A_page_begins_behind_the_last_record_of_the_one_before()
    {
        _erp.Given(Rest.Page("a b", "\"more\":true"));
        _erp.Given(Rest.Page("c", "\"more\":false"), "starting_after", "b");
        var pages = await AssertPulledAsync("""
            { "kind": "lastRecord", "parameter": "starting_after", "next": "no", "stop": "hasMore", "hasMore": "more" }
            """, "a b c");
        Assert.Equal("2@b", pages[0].Cursor);
    }

    [Theory]
    [InlineData("no", "does not heed the parameter 'after'")]
    [InlineData("nummer", "'nummer'")]
    public async Task A_last_record_that_leads_nowhere_is_an_error(string next, string told)
    {
        _erp.Given(Rest.Page("a b"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(Paged($$"""
            { "kind": "lastRecord", "parameter": "after", "next": "{{next}}", "stop": "emptyPage" }
            """)));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0", "1")]
    [InlineData(1, "1", "2")]
    public async Task A_count_of_pages_ends_the_list(int first, string one, string two)
    {
        _erp.Given(Rest.Page("a", "\"pages\":\"2\""), "page", one);
        _erp.Given(Rest.Page("b", "\"pages\":2"), "page", two);
        await AssertPulledAsync($$"""
            { "kind": "page", "parameter": "page", "first": {{first}}, "stop": "pages", "pages": "pages" }
            """, "a b");
    }

    [Fact]
    public async Task An_empty_list_may_have_no_page_at_all()
    {
        _erp.Given(Rest.Page("", "\"pages\":0"));
        var file = Paged("""{ "kind": "page", "parameter": "page", "stop": "pages", "pages": "pages" }""");
        Assert.Empty(Rest.Numbers(file, [Assert.Single(await Rest.PullAsync(file))]));
    }

    [Fact]
    public async Task An_offset_may_count_from_one()
    {
        _erp.Given(Rest.Page("a b"), "startIndex", "1");
        _erp.Given(Rest.Page("c"), "startIndex", "3");
        await AssertPulledAsync("""
            { "kind": "offset", "parameter": "startIndex", "first": 1, "sizeParameter": "count", "size": 2,
              "stop": "shortPage" }
            """, "a b c");
    }

    private async Task<List<RawPage>> AssertPulledAsync(string paging, string numbers)
    {
        var pages = await Rest.PullAsync(Paged(paging));
        Assert.Equal(numbers.Split(' '), Rest.Numbers(Paged(paging), pages));
        Assert.Null(pages[^1].Cursor);
        return pages;
    }

    private ConnectorFile Paged(string paging) => File($$"""{ "paging": {{paging}} }""");

    private ConnectorFile File(string source) => Rest.File(_erp.Url + "/api", source: source);
}
