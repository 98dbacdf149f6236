using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class HttpCheckTests
{
    private const string Secret = "\"secret\": { \"secret\": \"ERP\" }";

    [Theory]
    [InlineData("""{ "auth": { "kind": "basic", "user": "u" } }""", "kind 'basic' needs 'secret'")]
    [InlineData("""{ "auth": { "kind": "none", "user": "u" } }""", "kind 'none' takes no 'user'")]
    [InlineData("""{ "auth": { "kind": "bearer", "header": "X", SECRET } }""", "kind 'bearer' takes no 'header'")]
    [InlineData("""{ "auth": { "kind": "header", "header": "X Y", SECRET } }""", "'X Y' is no name of a header")]
    [InlineData("""{ "auth": { "kind": "oauth2", "client": "c", SECRET } }""", "needs 'tokenAddress'")]
    [InlineData("""{ "auth": { "kind": "oauth2", "client": "c", "tokenAddress": "token", SECRET } }""",
        "/oauth/token")]
    [InlineData("""{ "auth": { "kind": "hmac", "hmac": { "template": "{url}", "header": "S" }, SECRET } }""",
        "'{url}'")]
    [InlineData("""{ "auth": { "kind": "hmac", "hmac": { "template": "{timestamp}", "header": "S" }, SECRET } }""",
        "timestampHeader")]
    [InlineData("""{ "headers": { "Authorization": "Bearer abc" } }""", "is a secret")]
    [InlineData("""{ "headers": { "Host": "other" } }""", "set by the hub")]
    [InlineData("""{ "failure": { "path": "code" } }""", "exactly one of 'notIn'")]
    [InlineData("""{ "failure": { "path": "code", "notIn": [ "0" ], "present": true } }""", "exactly one of 'notIn'")]
    [InlineData("""{ "format": "xml" }""", "an empty list is told")]
    public void A_sign_in_that_does_not_fit_together_is_told(string http, string told) =>
        AssertTold(told, () => Create(Rest.File(http: http.Replace("SECRET", Secret, StringComparison.Ordinal))));

    [Theory]
    [InlineData("""{ "paging": { "kind": "page", "stop": "emptyPage" } }""", "needs 'parameter'")]
    [InlineData("""{ "paging": { "kind": "page", "parameter": "p" } }""", "needs 'stop'")]
    [InlineData("""{ "paging": { "kind": "page", "parameter": "p", "stop": "shortPage" } }""", "needs 'size'")]
    [InlineData("""{ "paging": { "kind": "page", "parameter": "p", "stop": "hasMore" } }""", "needs 'hasMore'")]
    [InlineData("""{ "paging": { "kind": "page", "parameter": "p", "stop": "total" } }""", "path 'total'")]
    [InlineData("""{ "paging": { "kind": "page", "parameter": "p", "stop": "emptyPage", "first": 2 } }""", "0 or 1")]
    [InlineData("""{ "paging": { "kind": "offset", "parameter": "p", "stop": "emptyPage", "first": 0 } }""",
        "takes no 'first'")]
    [InlineData("""{ "paging": { "kind": "cursor", "parameter": "p" } }""", "needs 'next'")]
    [InlineData("""{ "paging": { "kind": "link", "parameter": "p" } }""", "takes no 'parameter'")]
    [InlineData("""{ "paging": { "kind": "none", "size": 5 } }""", "takes no 'size'")]
    [InlineData("""{ "body": {} }""", "a GET takes no 'body'")]
    [InlineData("""{ "method": "post", "body": [] }""", "must be an object")]
    [InlineData("""{ "changed": { "from": "since", "format": "yyyy-MM-dd" } }""", "needs a zone")]
    [InlineData("""{ "pagination": {} }""", "pagination")]
    public void A_list_that_does_not_fit_together_is_told(string source, string told) =>
        AssertTold(told, () => Create(Rest.File(source: source)));

    [Theory]
    [InlineData("sales-orders", """{ "a": "@key" }""", "/o/{key}", "no such kind")]
    [InlineData("sales-order", """{ "a": "number" }""", "/o/{key}", "our key is not sent")]
    [InlineData("sales-order", """{ "a": "@key", "b": "nummer" }""", "/o/{key}", "holds no 'nummer'")]
    [InlineData("sales-order", """{ "a": "@key", "b": { "path": "number", "convert": "upper" } }""", "/o/{key}",
        "upper")]
    [InlineData("sales-order", """{ "a": "@key", "b": { "join": [ "number" ] } }""", "/o/{key}",
        "map and convert only")]
    [InlineData("sales-order", """{ "a": "@key", "a.b": "number" }""", "/o/{key}", "cannot hold members")]
    [InlineData("sales-order", """{ "a": "@key" }""", "/o", "find.path holds no {key}")]
    public void A_target_that_does_not_fit_together_is_told(string kind, string fields, string find, string told)
    {
        var http = $$"""
            {
              "targets": {
                "{{kind}}": {
                  "path": "/o", "number": "no", "fields": {{fields}},
                  "find": { "path": "{{find}}", "number": "no", "key": "k" }
                }
              }
            }
            """;
        AssertTold(told, () => Create(Rest.File(http: http)));
    }

    [Fact]
    public void A_window_needs_parameters_to_ask_by() =>
        AssertTold("'changed' does not say", () => Create(Rest.File(window: "{}")));

    [Fact]
    public void The_sign_in_of_other_kinds_is_refused_and_so_is_ours_there()
    {
        var signIn = new SignIn("u", new SecretName("ERP"));
        AssertTold("http.auth", () => Create(Rest.File() with { SignIn = signIn }));
        AssertTold("needs 'http'", () => Create(Rest.File() with { Http = null }));
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        File.WriteAllText(path, """{ "name": "f", "kind": "files", "http": {}, "datasets": [] }""");
        try
        {
            AssertTold(path, () => ConnectorFile.Load(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("ftp://erp.test", null, "'ftp://erp.test'")]
    [InlineData("http://user@erp.test", null, "no user")]
    [InlineData(Rest.Address, 0, "limits.perMinute is 0")]
    public void A_wrong_address_or_limit_is_told_when_the_file_is_read(string address, int? perMinute, string told) =>
        AssertTold(told, () => Create(Rest.File(address) with { Limits = new Limits { PerMinute = perMinute } }));

    private static void Create(ConnectorFile file) =>
        ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System);

    private static void AssertTold(string told, Action act)
    {
        var e = Assert.Throws<ConfigurationException>(act);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Contains(".json", e.Message, StringComparison.Ordinal);
    }
}
