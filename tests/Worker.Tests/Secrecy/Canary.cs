using System.Text;

namespace DealerIntegration.Worker.Tests.Secrecy;

/// <summary>A secret that cannot be mistaken for anything else, and who signs in with it.</summary>
/// <param name="Kind">How it signs in.</param>
/// <param name="Mode">How the partner quotes it.</param>
internal sealed record Canary(string Kind, string Mode)
{
    public const string User = "kanari";

    /// <summary>Behind the part that is looked for stand signs that each way of writing escapes otherwise.</summary>
    public string Secret => $"{Core}+/=&<x>'~%";

    public string SecretName => $"CANARY_{Kind.Replace('-', '_').ToUpperInvariant()}";

    public string Connector => $"{Kind}-{Mode}";

    /// <summary>The path below which the partner knows who asks, and how to quote it.</summary>
    public string Below => $"/{Mode}/{Kind}";

    private string Core => $"k4n4ry-{Kind}";

    /// <summary>What must stand nowhere: the secret in any writing, alone and behind the user's name.</summary>
    public IEnumerable<string> Traces =>
    [
        Core, Base64(Core), Base64($"{User}:{Core}"), Base64($"\0{User}\0{Core}"), "k4n4ry-token",
        Base64("k4n4ry-token"),
    ];

    public static IReadOnlyList<Canary> OfPartners { get; } =
    [
        .. new[] { "basic", "bearer", "header", "hmac", "oauth-header", "oauth-body" }.SelectMany(
            kind => new[] { "json", "plain", "inner", "address", "html" }.Select(mode => new Canary(kind, mode))),
        .. new[] { "json", "plain", "address", "html" }.Select(mode => new Canary("sap", mode)),
        .. new[] { "xml", "html" }.Select(mode => new Canary("qimen", mode)),
        .. new[] { "json", "address", "html" }.SelectMany(
            mode => new[] { "query", "token" }.Select(kind => new Canary(kind, mode))),
        .. new[] { "json", "address", "html" }.Select(mode => new Canary("u8", mode)),
        .. new[] { "json", "html" }.Select(mode => new Canary("kingdee", mode)),
        .. new[] { "oauth-header", "token", "u8", "yonbip" }.Select(kind => new Canary(kind, "late")),
    ];

    public string Json(string address) => Kind switch
    {
        "sap" => Partner(
            "sap", $"{address}{Below}", $"\"signIn\": {{ \"user\": \"{User}\", \"password\": {Named} }},",
            """{ "request": "S/A_Payments", "orderBy": "no" }"""),
        "qimen" => Partner(
            "qimen", $"{address}{Below}",
            App("k"),
            """{ "method": "payments.query", "list": "payments.payment", "pageSize": 10 }"""),
        "yonbip" => Partner(
            "yonbip", $"{address}{Below}",
            $$"""
            {{App("k")}}
            "yonbip": { "targets": { "credit-note": {
              "save": "/notes/save", "fields": { "code": "@key" },
              "find": { "path": "/notes/list", "key": "code" } } } },
            """,
            """{ "path": "/payments", "pageSize": 10, "orderBy": [ "id" ] }"""),
        "u8" => Partner(
            "u8", $"{address}{Below}",
            $$"""
            {{App("k")}}
            "u8": { "account": "a", "targets": { "credit-note": {
              "resource": "note", "fields": { "code": "@key" },
              "find": { "resource": "notelist", "query": { "code": "{key}" }, "key": "code" } } } },
            """,
            """{ "resource": "accept", "pageSize": 10 }"""),
        "kingdee" => Partner(
            "kingdee", $"{address}{Below}",
            $$"""
            {{App("200100_aHViLWtleS0wMQ==")}}
            "kingdee": { "user": "{{User}}", "organization": "100", "targets": { "credit-note": {
              "form": "AR_RECEIVABLE", "keyField": "F_KEY", "fields": { "FCustId.FNumber": "@dealer" } } } },
            """,
            """{ "form": "AR_RECEIVEBILL", "id": "FID", "pageSize": 10 }"""),
        _ => Partner(
            "http", $"{address}{Below}",
            $$"""
            "http": {
              "auth": {{Auth}},
              "failure": { "path": "code", "present": true, "message": "said" },
              "targets": { "credit-note": {
                "path": "/notes", "fields": { "no": "@key" }, "number": "no",
                "find": { "path": "/notes?no={key}", "number": "no", "key": "no" } } }
            },
            """,
            """{ "path": "/payments", "records": "items" }"""),
    };

    private string Auth => Kind switch
    {
        "basic" => $$"""{ "kind": "basic", "user": "{{User}}", "secret": {{Named}} }""",
        "bearer" => $$"""{ "kind": "bearer", "secret": {{Named}} }""",
        "header" => $$"""{ "kind": "header", "header": "X-Api-Key", "secret": {{Named}} }""",
        "hmac" => $$"""
            { "kind": "hmac", "secret": {{Named}}, "hmac": { "template": "{method}{path}{timestamp}",
              "header": "X-Sign", "algorithm": "sha256", "encoding": "hex", "timestampHeader": "X-Time",
              "timestampFormat": "epochSeconds" } }
            """,
        "query" => $$"""{ "kind": "query", "parameter": "api_key", "secret": {{Named}} }""",
        "token" => $$"""
            { "kind": "token", "secret": {{Named}}, "tokenAddress": "{{Below}}/token", "parameter": "session",
              "tokenBody": { "user": "{{User}}", "password": "{secret}" } }
            """,
        _ => $$"""
            { "kind": "oauth2", "client": "{{User}}", "secret": {{Named}}, "tokenAddress": "{{Below}}/token",
              "clientIn": "{{Kind[6..]}}" }
            """,
    };

    private string Named => $"{{ \"secret\": \"{SecretName}\" }}";

    private string App(string key) =>
        $"\"app\": {{ \"key\": \"{key}\", \"secret\": {Named}, \"customer\": \"c\" }},";

    private string Partner(string kind, string address, string signIn, string source) =>
        $$"""
        {
          "name": "{{Connector}}",
          "kind": "{{kind}}",
          "address": "{{address}}",
          {{signIn}}
          "limits": { "parallel": 1, "timeoutSeconds": 10, "retries": 0 },
          "datasets": [ {
            "dataset": "payments", "source": {{source}},
            "fields": { "number": "no", "dealer_code": "customer", "payment_date": "day",
                        "currency": { "constant": "CNY" }, "amount": "amount" } } ]
        }
        """;

    // Without the last group, which what stands behind would change.
    private static string Base64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Convert.ToBase64String(bytes.AsSpan(0, bytes.Length - (bytes.Length % 3)));
    }
}
