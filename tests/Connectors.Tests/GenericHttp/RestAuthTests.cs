using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using Microsoft.Extensions.Time.Testing;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class RestAuthTests : IDisposable
{
    private const string Oauth = """
        {
          "auth": {
            "kind": "oauth2", "client": "hub", "tokenAddress": "/oauth/token", "scope": "read",
            "secret": { "secret": "ERP" }
          }
        }
        """;

    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Theory]
    [InlineData("""{ "kind": "none" }""", null, null)]
    [InlineData("""{ "kind": "basic", "user": "hub", "secret": { "secret": "ERP" } }""", "Authorization",
        "Basic aHViOmNhbmFyeS03ZjNhOTE=")]
    [InlineData("""{ "kind": "bearer", "secret": { "secret": "ERP" } }""", "Authorization", "Bearer canary-7f3a91")]
    [InlineData("""{ "kind": "header", "header": "X-Api-Key", "secret": { "secret": "ERP" } }""", "X-Api-Key",
        "canary-7f3a91")]
    public async Task A_call_bears_what_its_kind_of_sign_in_says(string auth, string? header, string? expected)
    {
        _erp.Given(Rest.Page("1"));

        await Rest.PullAsync(File($$"""{ "auth": {{auth}}, "headers": { "X-Tenant": "T1" } }"""));

        var headers = Assert.Single(_erp.LogEntries).RequestMessage!.Headers!;
        Assert.Equal("T1", headers["X-Tenant"].Single());
        Assert.Equal(header is null, !headers.ContainsKey("Authorization") && !headers.ContainsKey("X-Api-Key"));
        if (header is not null)
        {
            Assert.Equal(expected, headers[header].Single());
        }
    }

    [Fact]
    public async Task A_signed_call_is_signed_over_what_is_sent()
    {
        _erp.Given(Request.Create().WithPath("/api/payments").UsingPost()).RespondWith(Rest.Json(Rest.Page("1")));
        var http = """
            {
              "auth": {
                "kind": "hmac", "secret": { "secret": "ERP" },
                "hmac": {
                  "template": "{method}\n{path}\n{timestamp}\n{body}", "header": "X-Sign",
                  "timestampHeader": "X-Time", "timestampFormat": "yyyyMMddHHmmss", "zone": "Asia/Shanghai"
                }
              }
            }
            """;
        var file = File(http, """{ "method": "post", "body": { "名": "华东" } }""");
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 10, 31, 9, 5, 0, TimeSpan.Zero));
        var (source, mapping) = Rest.Source(file, clock);

        await Samples.PullAllAsync(source, mapping);

        var sent = Assert.Single(_erp.LogEntries).RequestMessage!;
        Assert.Equal("20261031170500", sent.Headers!["X-Time"].Single());
        Assert.Equal("""{"名":"华东"}""", sent.Body);
        var signed = HmacSignature.Of(
            new HttpHmac("POST\n/api/payments\n20261031170500\n{body}"),
            FixedSecrets.Value, "", "", ("", ""), Encoding.UTF8.GetBytes(sent.Body!));
        Assert.Equal(signed, sent.Headers["X-Sign"].Single());
    }

    [Fact]
    public async Task Twenty_callers_make_one_request_for_a_token()
    {
        GivenToken(Token("t1"));
        GivenPayments("t1", 200);
        var (source, mapping) = Rest.Source(File(Oauth));

        var pulls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Samples.PullAllAsync(source, mapping)));

        Assert.All(pulls, pages => Assert.Single(pages));
        var asked = Assert.Single(Tokens());
        Assert.Equal("grant_type=client_credentials&scope=read", asked.Body);
        Assert.Equal("Basic aHViOmNhbmFyeS03ZjNhOTE=", asked.Headers!["Authorization"].Single());
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        GivenToken(Token("t1"));
        GivenPayments("t1", 200);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 10, 31, 9, 5, 0, TimeSpan.Zero));
        var (source, mapping) = Rest.Source(File(Oauth), clock);

        await Samples.PullAllAsync(source, mapping);
        clock.Advance(TimeSpan.FromSeconds(3539));
        await Samples.PullAllAsync(source, mapping);
        Assert.Single(Tokens());
        clock.Advance(TimeSpan.FromSeconds(1));
        await Samples.PullAllAsync(source, mapping);
        Assert.Equal(2, Tokens().Count);
    }

    [Fact]
    public async Task A_token_that_is_refused_in_the_middle_of_a_run_is_renewed_once()
    {
        GivenToken(Token("t1"), Token("t2"));
        GivenPayments("t1", 401);
        GivenPayments("t2", 200);

        Assert.Single(await Rest.PullAsync(File(Oauth)));
        Assert.Equal(2, Tokens().Count);
    }

    [Fact]
    public async Task A_token_that_is_refused_again_is_a_matter_for_a_person_and_stays_out_of_the_message()
    {
        GivenToken(Token("token-1"), Token("token-2"));
        GivenPayments("token-1", 401);
        _erp.Given(Request.Create().WithPath("/api/payments").WithHeader("Authorization", "Bearer token-2"))
            .RespondWith(Rest.Json("token-2 is not known here", 401));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File(Oauth)));

        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("*** is not known", e.Message, StringComparison.Ordinal);
        Assert.Equal(4, _erp.LogEntries.Count);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    public async Task A_write_that_was_turned_away_for_its_token_is_sent_once_more_and_no_oftener(int status)
    {
        GivenToken(Token("t1"), Token("t2"));
        IRequestBuilder Posted(string token) =>
            Request.Create().WithPath("/api/orders").UsingPost().WithHeader("Authorization", $"Bearer {token}");
        _erp.Given(Posted("t1")).RespondWith(Rest.Json("{}", 401));
        _erp.Given(Posted("t2")).RespondWith(Rest.Json("""{"no":"7"}""", status));
        var http = Oauth.TrimEnd().TrimEnd('}') + """
            , "targets": {
                "sales-order": {
                  "path": "/orders", "number": "no", "fields": { "key": "@key" },
                  "find": { "path": "/orders/{key}", "number": "no", "key": "key" }
                }
              }
            }
            """;
        var target = ConnectorList.Create(File(http), new FixedSecrets(), TimeProvider.System).Target!;

        var outcome = await target.PushAsync(
            new PushDocument("sales-order", "K1", "D001", "{}"), TestContext.Current.CancellationToken);

        Assert.Equal(status == 200, outcome == new PushOutcome.Done("7"));
        Assert.Equal(status == 401, outcome is PushOutcome.Unknown);
        Assert.Equal(4, _erp.LogEntries.Count);
    }

    [Theory]
    [InlineData("""{"error":"invalid_client"}""", 401)]
    [InlineData("""{"error":"invalid_scope"}""", 400)]
    [InlineData("""{"token_type":"Bearer"}""", 200)]
    [InlineData("""{"access_token":"t1","expires_in":"soon"}""", 200)]
    [InlineData("<html>Sign in</html>", 200)]
    public async Task Without_a_token_nothing_is_called(string answer, int status)
    {
        GivenToken(Rest.Json(answer, status));

        var e = await Assert.ThrowsAsync<ConnectorException>(() => Rest.PullAsync(File(Oauth)));

        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Single(_erp.LogEntries);
    }

    private ConnectorFile File(string http, string source = "{}") =>
        Rest.File(_erp.Url + "/api", http, source);

    private List<WireMock.IRequestMessage> Tokens() =>
        [.. _erp.LogEntries.Select(e => e.RequestMessage!).Where(m => m.Path == "/oauth/token")];

    private static IResponseBuilder Token(string value) =>
        Rest.Json($$"""{"access_token":"{{value}}","token_type":"Bearer","expires_in":3600}""");

    private void GivenToken(params IResponseBuilder[] answers)
    {
        IRequestBuilder Asked() => Request.Create().WithPath("/oauth/token").UsingPost();
        if (answers.Length == 1)
        {
            _erp.Given(Asked()).RespondWith(answers[0]);
            return;
        }

        _erp.Given(Asked()).InScenario("token").WillSetStateTo("second").RespondWith(answers[0]);
        _erp.Given(Asked()).InScenario("token").WhenStateIs("second").RespondWith(answers[1]);
    }

    private void GivenPayments(string token, int status) => _erp
        .Given(Request.Create().WithPath("/api/payments").WithHeader("Authorization", $"Bearer {token}"))
        .RespondWith(Rest.Json(status == 200 ? Rest.Page("1") : "{}", status));
}
