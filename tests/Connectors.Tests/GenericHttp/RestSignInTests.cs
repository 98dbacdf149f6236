using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;
using WireMock;
using WireMock.RequestBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Sign-ins that are no standard, or more than its least.</summary>
public sealed class RestSignInTests : IDisposable
{
    private const string SignIn = """
        "auth": {
          "kind": "token", "tokenAddress": "/login", "tokenBody": { "user": "hub", "password": "{secret}" },
          "tokenAt": "data.token", "lifetimeAt": "data.seconds", "secret": { "secret": "ERP" } HEADER
        }
        """;

    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Theory]
    [InlineData("", "Authorization", "Bearer t+1")]
    [InlineData(""", "header": "X-Session" """, "X-Session", "t+1")]
    public async Task A_sign_in_of_the_partners_own_gives_the_token(string member, string header, string value)
    {
        GivenToken("t+1");
        _erp.Given(Rest.Page("a"));

        Assert.Single(await Rest.PullAsync(File($"{{ {SignIn.Replace("HEADER", member)} }}")));

        Assert.Equal("""{"user":"hub","password":"canary-7f3a91"}""", Sent("/login").Single().Body);
        Assert.Equal(value, Sent("/api/payments").Single().Headers![header].Single());
    }

    [Fact]
    public async Task A_token_in_the_address_stays_out_of_names_cursors_and_messages()
    {
        GivenToken("t+1");
        _erp.Given(Rest.Page("a", "\"next\":\"payments?p=2&access_token=t%2B1&q=x\""));
        _erp.Given(Request.Create().WithPath("/api/payments").WithParam("p", "2"))
            .AtPriority(1).RespondWith(Rest.Json("t+1 or t%2B1 is not known here", 400));
        var http = $"{{ {SignIn.Replace("HEADER", """, "parameter": "access_token" """)} }}";
        var file = File(http, """{ "paging": { "kind": "link", "next": "next" } }""");

        var pages = new List<RawPage>();
        var (source, mapping) = Rest.Source(file);
        var e = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await foreach (var page in source.PullAsync(
                mapping, "payments", Window.Everything, null, TestContext.Current.CancellationToken))
            {
                pages.Add(page);
            }
        });

        var kept = Assert.Single(pages);
        Assert.Equal("1@payments?p=2&q=x", kept.Cursor);
        Assert.DoesNotContain("t+1", kept.Name + e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("t%2B1", kept.Name + e.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("?p=2&q=x&access_token=t%2B1", new Uri(Sent("/api/payments")[1].Url).Query);
    }

    [Fact]
    public async Task A_key_may_stand_in_the_address()
    {
        _erp.Given(Rest.Page("a"), "api_key", FixedSecrets.Value);
        const string http = """
            { "auth": { "kind": "query", "parameter": "api_key", "secret": { "secret": "ERP" } } }
            """;
        var page = Assert.Single(await Rest.PullAsync(File(http)));
        Assert.Equal("GET /payments", page.Name);
    }

    [Fact]
    public async Task A_code_inside_an_answer_may_say_that_the_token_has_ended()
    {
        GivenToken("t1", "t2");
        _erp.Given(Request.Create().WithPath("/api/payments").WithHeader("Authorization", "Bearer t1"))
            .RespondWith(Rest.Json("""{"code":"40001","msg":"token expired"}"""));
        _erp.Given(Request.Create().WithPath("/api/payments").WithHeader("Authorization", "Bearer t2"))
            .RespondWith(Rest.Json(Rest.Page("a", "\"code\":\"0\"")));
        var http = $$"""
            {
              "failure": { "path": "code", "notIn": [ "0" ], "signIn": [ "40001" ] },
              {{SignIn.Replace("HEADER", "")}}
            }
            """;
        Assert.Single(await Rest.PullAsync(File(http)));
        Assert.Equal(2, Sent("/login").Count);
    }

    [Fact]
    public async Task A_missing_token_is_told_by_the_names_that_came_and_by_no_value()
    {
        _erp.Given(Request.Create().WithPath("/login")).RespondWith(Rest.Json("""{"data":{"jwt":"very-secret"}}"""));
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => Rest.PullAsync(File($"{{ {SignIn.Replace("HEADER", "")} }}")));
        Assert.Contains("no data.token; it holds data.", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_a_token_may_hold_fields_of_the_issuers_own()
    {
        _erp.Given(Request.Create().WithPath("/oauth/token")).RespondWith(Rest.Json("""{"access_token":"t1"}"""));
        _erp.Given(Rest.Page("a"));
        await Rest.PullAsync(File("""
            {
              "auth": {
                "kind": "oauth2", "client": "hub", "clientIn": "body", "tokenAddress": "/oauth/token", "scope": "read",
                "tokenFields": { "audience": "https://erp.test/api" }, "secret": { "secret": "ERP" }
              }
            }
            """));
        Assert.Equal(
            "grant_type=client_credentials&audience=https%3A%2F%2Ferp.test%2Fapi&scope=read&client_id=hub"
            + "&client_secret=canary-7f3a91",
            Sent("/oauth/token").Single().Body);
    }

    [Fact]
    public async Task A_signature_may_stand_inside_a_header_with_a_nonce()
    {
        _erp.Given(Rest.Page("a"));
        await Rest.PullAsync(File("""
            {
              "auth": {
                "kind": "hmac", "secret": { "secret": "ERP" },
                "hmac": {
                  "template": "{method}:{path}:{timestamp}:{nonce}", "header": "Authorization",
                  "value": "SIGN hub:{timestamp}:{signature}", "nonceHeader": "X-Nonce", "encoding": "upperHex",
                  "algorithm": "sha512"
                }
              }
            }
            """));
        var headers = Sent("/api/payments").Single().Headers!;
        var parts = headers["Authorization"].Single().Split(':');
        var nonce = headers["X-Nonce"].Single();
        Assert.Equal(32, nonce.Length);
        var rule = new HttpHmac($"GET:/api/payments:{parts[1]}:{nonce}")
        {
            Algorithm = HmacAlgorithm.Sha512, Encoding = HmacEncoding.UpperHex,
        };
        Assert.Equal("SIGN hub", parts[0]);
        Assert.Equal(HmacSignature.Of(rule, FixedSecrets.Value, "", "", ("", ""), []), parts[2]);
    }

    [Fact]
    public async Task A_signature_may_stand_in_the_address_and_covers_its_other_parameters()
    {
        _erp.Given(Rest.Page("a"));
        await Rest.PullAsync(File("""
            {
              "auth": {
                "kind": "hmac", "secret": { "secret": "ERP" },
                "hmac": {
                  "template": "{secret}{sortedPairs}{secret}", "secretIn": "text", "parameter": "sign",
                  "timestampParameter": "timestamp", "algorithm": "md5", "encoding": "upperHex"
                }
              }
            }
            """));
        var query = Sent("/api/payments").Single().Query!.ToDictionary(p => p.Key, p => p.Value.Single());
        Assert.Equal(["sign", "timestamp"], query.Keys.Order(StringComparer.Ordinal));
        var text = $"{FixedSecrets.Value}timestamp{query["timestamp"]}{FixedSecrets.Value}";
        Assert.Equal(Convert.ToHexString(
            CryptographicOperations.HashData(HashAlgorithmName.MD5, Encoding.UTF8.GetBytes(text))), query["sign"]);
    }

    [Theory]
    [InlineData("""{ "kind": "bearer", "secret": { "secret": "ERP" } }""")]
    [InlineData("""{ "kind": "header", "header": "X-Key", "secret": { "secret": "ERP" } }""")]
    public void A_secret_that_no_header_can_bear_is_told_by_its_name_before_anything_is_sent(string auth)
    {
        var e = Assert.Throws<ConfigurationException>(() => ConnectorList.Create(
            File($$"""{ "auth": {{auth}} }"""), new OddSecret("canary\r\nX-Admin: 1"), TimeProvider.System));
        Assert.Contains("'ERP'", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_media_type_of_the_partners_own_is_asked_for_and_sent()
    {
        _erp.Given(Request.Create().UsingPost()).RespondWith(Rest.Json(Rest.Page("a")));
        await Rest.PullAsync(File(
            """{ "mediaType": "application/vnd.api+json" }""", """{ "method": "post", "body": { "a": 1 } }"""));
        var headers = Sent("/api/payments").Single().Headers!;
        Assert.Equal("application/vnd.api+json", headers["Accept"].Single());
        Assert.Equal("application/vnd.api+json", headers["Content-Type"].Single());
    }

    private void GivenToken(params string[] tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var answer = Rest.Json($$$"""{"data":{"token":"{{{tokens[i]}}}","seconds":"600"}}""");
            var asked = _erp.Given(Request.Create().WithPath("/login").UsingPost()).InScenario("login");
            var state = i == 0 ? asked : asked.WhenStateIs($"{i}");
            state.WillSetStateTo($"{i + 1}").RespondWith(answer);
        }
    }

    private List<IRequestMessage> Sent(string path) =>
        [.. _erp.LogEntries.Select(e => e.RequestMessage!).Where(m => m.Path == path)];

    private ConnectorFile File(string http, string source = "{}") => Rest.File(_erp.Url + "/api", http, source);

    private sealed class OddSecret(string value) : ISecrets
    {
        public string Get(string name) => value;
    }
}
