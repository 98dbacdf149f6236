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
    [InlineData("""{ "auth": { "kind": "hmac", "hmac": { "template": "{nonce}", "header": "S" }, SECRET } }""",
        "nonceHeader")]
    [InlineData("""{ "auth": { "kind": "hmac", "hmac": { "template": "x", "header": "S", "value": "a" }, SECRET } }""",
        "holds no {signature}")]
    [InlineData("""{ "auth": { "kind": "hmac", "hmac": { "template": "x" }, SECRET } }""", "'header' or 'parameter'")]
    [InlineData("""
        { "auth": { "kind": "hmac", "hmac": { "template": "x", "header": "S", "parameter": "s" }, SECRET } }
        """, "'header' or 'parameter'")]
    [InlineData("""{ "auth": { "kind": "hmac", "hmac": { "template": "{secret}", "header": "S" }, SECRET } }""",
        "'secretIn' is 'text'")]
    [InlineData("""
        { "auth": { "kind": "hmac", "hmac": { "template": "x", "header": "S", "nonceParameter": "n" }, SECRET } }
        """, "signs neither {nonce} nor the query")]
    [InlineData("""{ "auth": { "kind": "query", SECRET } }""", "kind 'query' needs 'parameter'")]
    [InlineData("""{ "auth": { "kind": "token", "tokenAddress": "/t", "tokenBody": { "p": "pw" }, SECRET } }""",
        "{secret} stands for")]
    [InlineData("""
        { "auth": { "kind": "oauth2", "client": "c", "tokenAddress": "/t", "tokenFields": { "scope": "s" }, SECRET } }
        """, "'scope' is said by")]
    [InlineData("""{ "mediaType": "json" }""", "'json' is no media type")]
    [InlineData("""{ "failure": { "path": "header:", "present": true } }""", "names no header")]
    [InlineData("""{ "failure": { "path": "c", "notIn": [ "0" ], "signIn": [ "1" ] } }""", "renews a token")]
    [InlineData("""{ "headers": { "Authorization": "Bearer abc" } }""", "is a secret")]
    [InlineData("""{ "headers": { "Host": "other" } }""", "set by the hub")]
    [InlineData("{ \"headers\": { \"X-A\": \"1\\r\\nX-B: 2\" } }", "line break")]
    [InlineData("""{ "headers": { "X-Company": "华东" } }""", "beyond ASCII")]
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
    [InlineData("""{ "paging": { "kind": "offset", "parameter": "p", "stop": "emptyPage", "first": 2 } }""",
        "0 or 1")]
    [InlineData("""{ "paging": { "kind": "lastRecord", "parameter": "p", "stop": "emptyPage" } }""", "needs 'next'")]
    [InlineData("""{ "paging": { "kind": "page", "parameter": "p", "stop": "pages" } }""", "needs 'pages'")]
    [InlineData("""{ "paging": { "kind": "offset", "parameter": "p", "stop": "pages", "pages": "n" } }""",
        "kind 'page' alone")]
    [InlineData("""{ "total": "header:X Y" }""", "names no header")]
    [InlineData("""{ "paging": { "kind": "link", "below": "api" } }""", "write it as /path/")]
    [InlineData("""{ "detail": { "path": "/payments", "id": "id" } }""", "holds no {id}")]
    [InlineData("""{ "query": { "q": "a>{from}" } }""", "stands for a bound")]
    [InlineData("""{ "query": { "q": "a>{from}" }, "changed": { "from": "f" } }""", "keep one")]
    [InlineData("""{ "changed": { "to": "t" } }""", "asks for nothing")]
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

    [Theory]
    [InlineData(""" "find": { "path": "/o", "number": "n", "key": "k", "method": "post" } """, "a POST needs a 'body'")]
    [InlineData(""" "find": { "path": "/o/{key}", "number": "n", "key": "k", "body": {} } """, "a GET takes no 'body'")]
    [InlineData(""" FIND, "later": { "path": "/j", "job": "j", "state": "s", "done": [ "D" ], "refused": [] } """,
        "holds no {job}")]
    [InlineData(""" FIND, "later": { "path": "/{job}", "job": "j", "state": "s", "done": [], "refused": [] } """,
        "none in both")]
    [InlineData("""
         FIND, "later": { "path": "/{job}", "job": "j", "state": "s", "done": [ "D" ], "refused": [],
          "statuses": [ 404 ] }
        """, "the status 404 cannot mean taken")]
    public void A_look_up_or_a_later_result_that_does_not_fit_is_told(string members, string told)
    {
        var find = """ "find": { "path": "/o/{key}", "number": "n", "key": "k" } """;
        AssertTold(told, () => Create(Rest.File(http: $$"""
            { "targets": { "sales-order": { "path": "/o", "number": "n", "fields": { "a": "@key" },
              {{members.Replace("FIND", find, StringComparison.Ordinal)}} } } }
            """)));
    }

    [Theory]
    [InlineData("s:order.no", "add @xmlns:s")]
    [InlineData("order.a b", "cannot be written as XML")]
    [InlineData("order.@", "cannot be written as XML")]
    public void A_member_that_cannot_be_written_as_xml_is_told(string member, string told) =>
        AssertTold(told, () => Create(Rest.File(source: """{ "total": "n" }""", http: $$"""
            { "format": "xml", "targets": { "sales-order": { "path": "/o", "number": "n",
              "fields": { "{{member}}": "@key" },
              "find": { "path": "/o/{key}", "number": "n", "key": "k" } } } }
            """)));

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
