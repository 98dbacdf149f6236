using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.YonBip;
using Microsoft.Extensions.Time.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.YonBip;

public sealed class YonBipClientTests : IDisposable
{
    private const string Discovery = "/open-auth/dataCenter/getGatewayAddress";
    private const string Token = "/auth/open-auth/selfAppAuth/base/v1/getAccessToken";
    private const string Orders = "/gateway/yonbip/sd/voucherorder/list";
    private const string Good = """{"code":"200","message":"操作成功","data":{"recordCount":1}}""";
    private const string BadToken = """{"code":310036,"message":"非法token"}""";

    private readonly WireMockServer _yonbip = WireMockServer.Start();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 10, 31, 9, 5, 0, TimeSpan.Zero));

    public YonBipClientTests() => _yonbip
        .Given(Request.Create().WithPath(Discovery).WithParam("tenantId", "t 1").UsingGet())
        .RespondWith(Json($$"""
            {
              "code": "00000", "message": "成功！",
              "data": { "gatewayUrl": "{{_yonbip.Url}}/gateway", "tokenUrl": "{{_yonbip.Url}}/auth" }
            }
            """));

    public void Dispose() => _yonbip.Dispose();

    [Fact]
    public async Task The_gateway_is_asked_for_and_the_token_is_signed_and_stands_in_the_query()
    {
        GivenTokens(("a+b/c=", 7200));
        GivenOrders("a+b/c=", Json(Good));

        var envelope = await QueryAsync(Client());

        Assert.Equal(1, envelope.Data.GetProperty("recordCount").GetInt32());
        var asked = _yonbip.LogEntries.Single(l => l.RequestMessage.Path == Token).RequestMessage.Query!;
        Dictionary<string, string> parameters = new()
        {
            ["appKey"] = "hub", ["timestamp"] = asked["timestamp"].Single(),
        };
        Assert.Equal(YonBipSignature.Of(parameters, FixedSecrets.Value), asked["signature"].Single());
        Assert.Equal(13, parameters["timestamp"].Length);
        Assert.Contains(
            "access_token=a%2Bb%2Fc%3D",
            _yonbip.LogEntries.Single(l => l.RequestMessage.Path == Orders).RequestMessage.Url,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Twenty_callers_at_once_ask_for_one_gateway_and_one_token()
    {
        GivenTokens(("t1", 7200));
        GivenOrders("t1", Json(Good));
        var client = Client();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => QueryAsync(client)));

        Assert.Equal((1, 1, 20), (Calls(Discovery), Calls(Token), Calls(Orders)));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_runs_out()
    {
        GivenTokens(("t1", 7200), ("t2", 7200));
        GivenOrders("t1", Json(Good));
        GivenOrders("t2", Json(Good));
        var client = Client();
        await QueryAsync(client);
        _time.Advance(TimeSpan.FromSeconds(7200 - 301));
        await QueryAsync(client);
        Assert.Equal(1, Calls(Token));
        _time.Advance(TimeSpan.FromSeconds(2));
        await QueryAsync(client);
        Assert.Equal((1, 2), (Calls(Discovery), Calls(Token)));
    }

    [Fact]
    public async Task A_token_refused_in_mid_run_is_renewed_once_for_all_its_callers()
    {
        GivenTokens(("t1", 7200), ("t2", 7200));
        GivenOrders("t1", Json(BadToken));
        GivenOrders("t2", Json(Good));
        var client = Client();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => QueryAsync(client)));

        Assert.Equal(2, Calls(Token));
    }

    [Theory]
    [InlineData(BadToken, "application/json")]
    [InlineData("非法token", "text/plain")]
    public async Task A_token_refused_twice_is_a_matter_for_a_person(string body, string type)
    {
        GivenTokens(("t1", 7200), ("t2", 7200));
        GivenOrders("t1", Json(body, type: type));
        GivenOrders("t2", Json(body, type: type));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => QueryAsync(Client()));

        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("310036", e.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (Calls(Token), Calls(Orders)));
    }

    [Fact]
    public async Task A_pause_that_the_gateway_asks_for_is_kept_and_the_call_tried_again()
    {
        GivenTokens(("t1", 7200));
        _yonbip.Given(Request.Create().WithPath(Orders).UsingPost()).InScenario("busy").WillSetStateTo("free")
            .RespondWith(Json("""{"code":"310050","message":"limit"}""", 429).WithHeader("Retry-After", "1"));
        _yonbip.Given(Request.Create().WithPath(Orders).UsingPost()).InScenario("busy").WhenStateIs("free")
            .RespondWith(Json(Good));
        var started = System.Diagnostics.Stopwatch.StartNew();

        await QueryAsync(Client(TimeProvider.System));

        Assert.True(started.Elapsed >= TimeSpan.FromMilliseconds(990), $"It waited only {started.Elapsed}.");
        Assert.Equal((1, 2), (Calls(Token), Calls(Orders)));
    }

    [Fact]
    public async Task A_gateway_that_is_short_of_something_for_a_moment_is_asked_again()
    {
        GivenTokens(("t1", 7200));
        _yonbip.Given(Request.Create().WithPath(Orders).UsingPost()).InScenario("busy").WillSetStateTo("free")
            .RespondWith(Json("""{"code":"310043","message":"busy"}"""));
        _yonbip.Given(Request.Create().WithPath(Orders).UsingPost()).InScenario("busy").WhenStateIs("free")
            .RespondWith(Json(Good));

        await QueryAsync(Client(TimeProvider.System));

        Assert.Equal((1, 2), (Calls(Token), Calls(Orders)));
    }

    [Fact]
    public async Task A_pause_longer_than_we_wait_is_left_to_the_job()
    {
        GivenTokens(("t1", 7200));
        GivenOrders("t1", Json("""{"code":"310046","message":"limit"}""").WithHeader("Retry-After", "3600"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => QueryAsync(Client()));
        Assert.Equal((ConnectorFailure.Transient, TimeSpan.FromHours(1)), (e.Failure, e.RetryAfter));
        Assert.Equal(1, Calls(Orders));
    }

    [Theory]
    [InlineData("""{"code":"310037","message":"no"}""", "Grant the API")]
    [InlineData("""{"code":"1090003500084","message":"未绑定用户"}""", "Bind a user")]
    [InlineData("""{"code":999,"message":"服务端逻辑异常"}""", "999: 服务端逻辑异常")]
    [InlineData("""{"message":"x"}""", "no code")]
    public async Task What_only_a_person_can_change_is_not_tried_again(string body, string told)
    {
        GivenTokens(("t1", 7200));
        GivenOrders("t1", Json(body));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => QueryAsync(Client()));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Equal(1, Calls(Orders));
    }

    [Fact]
    public async Task A_token_that_a_page_quotes_does_not_get_into_the_message()
    {
        GivenTokens(("t+1", 7200));
        GivenOrders("t+1", Json("<html>GET /?access_token=t%2B1 t+1 refused</html>", 404, "text/html"));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => QueryAsync(Client()));
        Assert.Contains("access_token=*** *** refused", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/gateway")]
    [InlineData("http://c2.yonyoucloud.com/gateway")]
    [InlineData("https://yonyoucloud.com.evil.example/")]
    [InlineData("https://evilyonyoucloud.com/")]
    [InlineData("")]
    public async Task A_gateway_that_is_not_the_vendors_is_never_called(string url)
    {
        _yonbip.Given(Request.Create().WithPath(Discovery).UsingGet()).AtPriority(-1).RespondWith(Json(
            $$"""{ "code": "00000", "data": { "gatewayUrl": "{{_yonbip.Url}}/a", "tokenUrl": "{{url}}" } }"""));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => QueryAsync(Client()));
        Assert.Contains($"'{url}'", e.Message, StringComparison.Ordinal);
        Assert.Equal(0, Calls(Token));
    }

    [Fact]
    public async Task An_unknown_tenant_or_application_is_told_with_the_partners_words()
    {
        _yonbip.Given(Request.Create().WithPath(Token).UsingGet())
            .RespondWith(Json("""{"code":"10018","message":"应用不存在或appKey已停用"}"""));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => QueryAsync(Client()));
        Assert.Contains("getAccessToken: YonBIP says 10018: 应用不存在", e.Message, StringComparison.Ordinal);
        Assert.Contains("application's key", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("signature", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7200, 6900)]
    [InlineData(600, 300)]
    [InlineData(60, 30)]
    public void A_margin_is_left_before_a_token_runs_out(int lifetime, int used)
    {
        var now = _time.GetUtcNow();
        Assert.Equal(
            now.AddSeconds(used), YonBipToken.Lasting("t", TimeSpan.FromSeconds(lifetime), now).RenewAt);
    }

    private static IResponseBuilder Json(string body, int status = 200, string type = "application/json") =>
        Response.Create().WithStatusCode(status).WithHeader("Content-Type", type).WithBody(body);

    // The clock of most tests stands still, so the client's own limit would never end a call that hangs.
    private static async Task<YonBipEnvelope> QueryAsync(YonBipClient client)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        return (await client.QueryAsync(
            "/yonbip/sd/voucherorder/list", """{"pageIndex":1}""", patience.Token)).Envelope;
    }

    private YonBipClient Client(TimeProvider? time = null) => new(
        new ConnectorFile
        {
            Name = "t",
            Kind = ConnectorKind.Yonbip,
            Address = _yonbip.Url,
            App = new App("hub", new SecretName("YONBIP_SECRET"), "t 1"),
            Limits = Samples.Quick() with { Parallel = 20 },
            Datasets = [],
        },
        new FixedSecrets(),
        time ?? _time,
        testHandler: null);

    // One token after another; the last one is given again.
    private void GivenTokens(params (string Value, int Seconds)[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var given = _yonbip.Given(Request.Create().WithPath(Token).UsingGet()).InScenario("tokens");
            given = i == 0 ? given : given.WhenStateIs($"token {i}");
            var (value, seconds) = tokens[i];
            given.WillSetStateTo($"token {Math.Min(i + 1, tokens.Length - 1)}").RespondWith(Json(
                $$"""{ "code": "00000", "data": { "access_token": "{{value}}", "expire": {{seconds}} } }"""));
        }
    }

    private void GivenOrders(string token, IResponseBuilder answer) => _yonbip
        .Given(Request.Create().WithPath(Orders).WithParam("access_token", token).UsingPost()).RespondWith(answer);

    private int Calls(string path) => _yonbip.LogEntries.Count(l => l.RequestMessage.Path == path);
}
