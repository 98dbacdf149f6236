using System.Diagnostics;
using System.Globalization;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Http;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class RestFailureTests : IDisposable
{
    private const string Codes = """
        { "failure": { "path": "code", "notIn": [ "0", "200" ], "message": "msg", "transient": [ "9001" ] } }
        """;

    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Theory]
    [InlineData("""{"code":"401","msg":"no right"}""", ConnectorFailure.Configuration, 1, "401: no right")]
    [InlineData("""{"code":500,"msg":"bad","items":[]}""", ConnectorFailure.Configuration, 1, "500: bad")]
    [InlineData("""{"code":9001,"msg":"busy"}""", ConnectorFailure.Transient, 3, "9001: busy")]
    [InlineData("""{"items":[]}""", ConnectorFailure.Configuration, 1, "nothing at 'code'")]
    [InlineData("""{"code":0}""", ConnectorFailure.Configuration, 1, "no list at 'items'")]
    [InlineData("""{"code":0,"items":{"no":"1"}}""", ConnectorFailure.Configuration, 1, "no list at 'items'")]
    public async Task An_error_inside_an_answer_is_never_an_empty_list(
        string body, ConnectorFailure failure, int calls, string told)
    {
        _erp.Given(body);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File(Codes)));
        Assert.Equal(failure, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Equal(calls, _erp.LogEntries.Count);
    }

    [Theory]
    [InlineData("""{"code":"0","items":null}""", Codes, "{}")]
    [InlineData("""{"code":200,"items":[]}""", Codes, "{}")]
    [InlineData("""{"total":0}""", "{}", """{ "total": "total" }""")]
    [InlineData("""{"items":[]}""", "{}", "{}")]
    public async Task No_records_are_believed_where_the_answer_says_success(string body, string http, string source)
    {
        _erp.Given(body);
        var file = Rest.File(_erp.Url + "/api", http, source);
        Assert.Empty(Rest.Numbers(file, [Assert.Single(await Rest.PullAsync(file))]));
    }

    [Theory]
    [InlineData("""{"items":null}""", "{}")]
    [InlineData("""{"data":[]}""", "{}")]
    [InlineData("""{"items":[],"total":"many"}""", """{ "total": "total" }""")]
    [InlineData("""{"total":3}""", """{ "total": "total" }""")]
    [InlineData("""[]""", "{}")]
    [InlineData("""null""", "{}")]
    public async Task Without_that_a_missing_list_is_a_failure(string body, string source)
    {
        _erp.Given(body);
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => Rest.PullAsync(Rest.File(_erp.Url + "/api", source: source)));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
    }

    [Fact]
    public async Task An_error_may_also_be_told_by_its_mere_presence()
    {
        const string http = """{ "failure": { "path": "error.code", "present": true, "message": "error.text" } }""";
        _erp.Given("""{"error":{"code":"E7","text":"locked"},"items":[]}""");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File(http)));
        Assert.Contains("E7: locked", e.Message, StringComparison.Ordinal);
        _erp.Reset();
        _erp.Given(Rest.Page("1"));
        Assert.Single(await Rest.PullAsync(File(http)));
    }

    [Fact]
    public async Task An_answer_that_is_the_list_itself_needs_no_path()
    {
        _erp.Given("""[{"no":"1"},{"no":"2"}]""");
        var file = Rest.File(_erp.Url + "/api", source: """{ "records": "" }""");
        Assert.Equal(["1", "2"], Rest.Numbers(file, await Rest.PullAsync(file)));
    }

    [Fact]
    public async Task An_xml_partner_is_read_the_same_way()
    {
        const string http = """
            { "format": "xml", "failure": { "path": "code", "notIn": [ "0" ], "message": "msg" } }
            """;
        var file = Rest.File(_erp.Url + "/api", http, """{ "records": "rows.row" }""");
        _erp.Given("<r><code>0</code><rows><row><no>1</no></row><row><no>2</no></row></rows></r>");
        Assert.Equal(["1", "2"], Rest.Numbers(file, await Rest.PullAsync(file)));
        _erp.Reset();
        _erp.Given("<r><code>0</code><rows/></r>");
        Assert.Empty(Rest.Numbers(file, await Rest.PullAsync(file)));
        _erp.Reset();
        _erp.Given("<r><code>7</code><msg>locked</msg></r>");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(file));
        Assert.Contains("7: locked", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task What_only_a_person_can_change_is_not_tried_again(int status)
    {
        _erp.Given(Request.Create()).RespondWith(Rest.Json("""{"items":[]}""", status));
        await AssertForAPersonAsync(status.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_web_page_is_no_data()
    {
        _erp.Given(Request.Create())
            .RespondWith(Response.Create().WithHeader("Content-Type", "text/html").WithBody("<html>Sign in</html>"));
        await AssertForAPersonAsync("web page");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _erp.Given(Request.Create()).RespondWith(Response.Create().WithStatusCode(302)
            .WithHeader("Location", _erp.Url + "/api/payments"));
        await AssertForAPersonAsync("redirects");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_throttled_read_waits_as_long_as_it_was_asked_to(bool isDate)
    {
        var now = new DateTimeOffset(2026, 10, 31, 9, 5, 0, TimeSpan.Zero);
        var header = isDate ? $"Date: {now:R}\r\nRetry-After: {now.AddSeconds(1):R}\r\n" : "Retry-After: 1\r\n";
        await using var server = new RawServer(
            RawServer.Whole("slow down", "text/plain", "429 Too Many Requests", header),
            RawServer.Whole(Rest.Page("1")));
        var clock = Stopwatch.StartNew();
        Assert.Single(await Rest.PullAsync(Rest.File(server.Address)));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.95, 30);
    }

    [Fact]
    public async Task A_burst_of_errors_and_torn_answers_is_got_over()
    {
        await using var server = new RawServer(
            RawServer.Whole("busy", "text/plain", "502 Bad Gateway"),
            RawServer.Whole("busy", "text/plain", "503 Down"),
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"items\":[",
            RawServer.Whole("""{"items":[{"no":"1"}"""),
            RawServer.Whole(Rest.Page("1")));
        Assert.Single(await Rest.PullAsync(Rest.File(server.Address, retries: 4)));
        Assert.Equal(5, server.Calls);
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_refused() => Assert.Contains(
        "pull the part anew",
        (await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(Rest.File(), cursor: "page2"))).Message,
        StringComparison.Ordinal);

    private async Task AssertForAPersonAsync(string told)
    {
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File("{}")));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Single(_erp.LogEntries);
    }

    private ConnectorFile File(string http) =>
        Rest.File(_erp.Url + "/api", http);
}
