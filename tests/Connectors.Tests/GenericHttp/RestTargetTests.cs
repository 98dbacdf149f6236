using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Http;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

public sealed class RestTargetTests : IDisposable
{
    private const string Targets = """
        "failure": { "path": "code", "notIn": [ "0" ], "message": "msg", "transient": [ "9001" ] },
        "targets": {
          "sales-order": {
            "path": "/orders", "keyHeader": "Idempotency-Key", "number": "data.no",
            "duplicate": [ 409 ], "duplicateCodes": [ "DUP" ], "refusedCodes": [ "CREDIT" ],
            "fields": {
              "head.externalNo": "@key",
              "head.customer": "@dealer",
              "head.day": { "path": "requested_date", "convert": "date:yyyyMMdd" },
              "head.currency": { "path": "currency", "map": { "CNY": "RMB" } },
              "source": { "constant": "HUB" },
              "note": "number"
            },
            "lines": {
              "member": "items",
              "fields": {
                "sku": "product_code",
                "qty": { "path": "quantity", "convert": "number" },
                "price": { "path": "unit_price", "convert": "number" },
                "unit": { "path": "unit", "default": "EA" },
                "ref": "/@key"
              }
            },
            "find": {
              "path": "/orders?externalNo={key}", "records": "data", "number": "no", "key": "externalNo",
              "absentStatuses": [ 404 ], "absentCodes": [ "NONE" ]
            }
          },
          "credit-note": {
            "method": "put", "path": "/credits/{key}", "number": "no",
            "fields": { "amount": { "path": "amount", "convert": "negate|number" } },
            "find": { "path": "/credits/{key}", "number": "no", "key": "key" }
          }
        }
        """;

    private static readonly PushDocument Order = new("sales-order", "HUB 1/a", "D001", """
        {"number":"PO\"1","dealer_code":"D001","order_date":"2026-10-30","requested_date":"2026-10-31","currency":"CNY",
         "lines":[{"position":"1","product_code":"P-1","quantity":"12","unit":null,"unit_price":"10.20"},
                  {"position":"2","product_code":"茶","quantity":"1","unit":"BOX","unit_price":"0.3"}]}
        """);

    private readonly WireMockServer _erp = WireMockServer.Start();

    public void Dispose() => _erp.Dispose();

    [Fact]
    public async Task A_document_is_written_in_the_words_of_the_file()
    {
        GivenPost("""{"code":0,"data":{"no":"SO-7"}}""");

        Assert.Equal(new PushOutcome.Done("SO-7"), await PushAsync(Order));

        var sent = Assert.Single(_erp.LogEntries).RequestMessage!;
        Assert.Equal("HUB 1/a", sent.Headers!["Idempotency-Key"].Single());
        const string wanted = """
            {"head":{"externalNo":"HUB 1/a","customer":"D001","day":"20261031","currency":"RMB"},
            "source":"HUB","note":"PO\"1","items":[
            {"sku":"P-1","qty":12,"price":10.20,"unit":"EA","ref":"HUB 1/a"},
            {"sku":"茶","qty":1,"price":0.3,"unit":"BOX","ref":"HUB 1/a"}]}
            """;
        Assert.Equal(wanted.ReplaceLineEndings(""), sent.Body);
    }

    [Fact]
    public async Task A_key_that_no_header_can_bear_is_borne_escaped()
    {
        GivenPost("""{"code":0,"data":{"no":"SO-7"}}""");
        Assert.Equal(new PushOutcome.Done("SO-7"), await PushAsync(Order with { Key = "采购 7" }));
        Assert.Equal(
            "%E9%87%87%E8%B4%AD%207", _erp.LogEntries.Single().RequestMessage!.Headers!["Idempotency-Key"].Single());
    }

    [Fact]
    public async Task A_credit_is_put_under_its_key_with_its_sign_turned()
    {
        _erp.Given(Request.Create().WithPath("/api/credits/CN-1").UsingPut())
            .RespondWith(Rest.Json("""{"code":"0","no":"C-9"}"""));
        var note = new PushDocument("credit-note", "CN-1", "D001", """{"amount":"-123.40","currency":"CNY"}""");
        Assert.Equal(new PushOutcome.Done("C-9"), await PushAsync(note));
        Assert.Equal("""{"amount":123.40}""", Assert.Single(_erp.LogEntries).RequestMessage!.Body);
    }

    [Fact]
    public async Task An_xml_partner_gets_xml()
    {
        _erp.Given(Request.Create().WithPath("/api/orders").UsingPost())
            .RespondWith(Response.Create().WithBody("<r><no>7</no></r>"));
        const string http = """
            {
              "format": "xml",
              "targets": {
                "free-goods": {
                  "path": "/orders", "number": "no", "fields": { "order.no": "@key" },
                  "lines": { "member": "order.lines.line", "fields": { "sku": "product_code" } },
                  "find": { "path": "/orders/{key}", "number": "no", "key": "key" }
                }
              }
            }
            """;
        var file = Rest.File(_erp.Url + "/api", http, """{ "total": "total" }""");
        var goods = new PushDocument(
            "free-goods", "F<1", "D001", """{"lines":[{"product_code":"a"},{"product_code":"b"}]}""");
        var target = ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Target!;

        Assert.Equal(
            new PushOutcome.Done("7"), await target.PushAsync(goods, TestContext.Current.CancellationToken));
        Assert.EndsWith(
            "<order><no>F&lt;1</no><lines><line><sku>a</sku></line><line><sku>b</sku></line></lines></order>",
            _erp.LogEntries[0].RequestMessage!.Body,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"code":"CREDIT","msg":"limit reached"}""", "CREDIT: limit reached")]
    [InlineData(400, """{"msg":"no such customer"}""", "no such customer")]
    [InlineData(422, """{"msg":"quantity"}""", "quantity")]
    public async Task A_clear_no_is_refused(int status, string answer, string reason)
    {
        GivenPost(answer, status);
        Assert.Equal(new PushOutcome.Refused(reason), await PushAsync(Order));
    }

    [Theory]
    [InlineData(200, """{"code":0,"data":{}}""", "application/json")]
    [InlineData(200, """{"code":9001,"msg":"busy"}""", "application/json")]
    [InlineData(200, """{"code":"NEW","msg":"nobody described this"}""", "application/json")]
    [InlineData(200, """{"data":{"no":"7"}}""", "application/json")]
    [InlineData(200, """{"code":0,"data":{"no":""", "application/json")]
    [InlineData(200, "<html>Sign in</html>", "text/html")]
    [InlineData(202, """{"code":0,"data":{"no":"7"}}""", "application/json")]
    [InlineData(302, "", "text/plain")]
    [InlineData(400, "<html>proxy</html>", "text/html")]
    [InlineData(401, "{}", "application/json")]
    [InlineData(403, "{}", "application/json")]
    [InlineData(404, "{}", "application/json")]
    [InlineData(429, "{}", "application/json")]
    [InlineData(500, "{}", "application/json")]
    [InlineData(503, "{}", "application/json")]
    public async Task Whatever_is_not_clear_is_unknown_and_sent_once(int status, string answer, string type)
    {
        _erp.Given(Request.Create().WithPath("/api/orders").UsingPost()).RespondWith(Response.Create()
            .WithStatusCode(status).WithHeader("Content-Type", type).WithBody(answer));
        Assert.True(Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order)).MayHaveArrived);
        Assert.Single(_erp.LogEntries);
    }

    [Fact]
    public async Task A_torn_answer_to_a_write_is_unknown_and_sent_once()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order, server.Address));
        Assert.Equal(1, server.Calls);
    }

    [Theory]
    [InlineData(409, "{}")]
    [InlineData(200, """{"code":"DUP","msg":"again"}""")]
    public async Task A_duplicate_is_the_document_that_is_there(int status, string answer)
    {
        GivenPost(answer, status);
        GivenFound("""{"code":0,"data":[{"no":"SO-7","externalNo":"HUB 1/a"}]}""");
        Assert.Equal(new PushOutcome.Done("SO-7"), await PushAsync(Order));
    }

    [Fact]
    public async Task A_duplicate_that_is_not_found_is_unknown()
    {
        GivenPost("{}", 409);
        GivenFound("""{"code":0,"data":[]}""");
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order));
    }

    [Theory]
    [InlineData(200, """{"code":0,"data":[{"no":"SO-7","externalNo":"HUB 1/a"}]}""", "SO-7")]
    [InlineData(200, """{"code":0,"data":[]}""", null)]
    [InlineData(200, """{"code":0,"data":null}""", null)]
    [InlineData(200, """{"code":"NONE"}""", null)]
    [InlineData(404, """{"msg":"unknown order"}""", null)]
    public async Task A_key_is_looked_up(int status, string answer, string? number)
    {
        GivenFound(answer, status);
        Assert.Equal(number, await Target().FindAsync(Order, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(200, """{"code":0,"data":[{"no":"SO-1","externalNo":"another"}]}""", "filter is not applied")]
    [InlineData(200, """{"code":0,"data":[{"externalNo":"HUB 1/a"}]}""", "has no 'no'")]
    [InlineData(200, """{"code":0}""", "no list at 'data'")]
    [InlineData(200, """{"code":"E1","msg":"locked"}""", "E1: locked")]
    [InlineData(404, "<html>nginx</html>", "404")]
    [InlineData(410, "{}", "410")]
    [InlineData(200, """
        {"code":0,"data":[{"no":"1","externalNo":"HUB 1/a"},{"no":"2","externalNo":"HUB 1/a"}]}
        """, "one effect too many")]
    public async Task A_look_up_that_says_nothing_is_an_error_and_not_an_absence(int status, string answer, string told)
    {
        GivenFound(answer, status);
        var e = await Assert.ThrowsAsync<ConnectorException>(
            () => Target().FindAsync(Order, TestContext.Current.CancellationToken));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"currency":"USD","lines":[]}""", "'USD' is not in the map")]
    [InlineData("""{"requested_date":"31.10.2026","lines":[]}""", "head.day")]
    [InlineData("""{"lines":[{"quantity":"a dozen"}]}""", "'a dozen' cannot be sent as 'qty'")]
    public async Task A_value_that_cannot_be_written_is_refused_before_anything_is_sent(string payload, string told)
    {
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync(Order with { Payload = payload }));
        Assert.Contains(told, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_erp.LogEntries);
    }

    [Fact]
    public async Task A_kind_that_is_not_described_is_refused() =>
        Assert.IsType<PushOutcome.Refused>(await PushAsync(Order with { Kind = "debit-note" }));

    [Fact]
    public async Task Without_a_token_the_document_certainly_did_not_arrive()
    {
        _erp.Given(Request.Create().WithPath("/token")).RespondWith(Rest.Json("{}", 400));
        var auth = """
            "auth": { "kind": "oauth2", "client": "hub", "tokenAddress": "/token", "secret": { "secret": "ERP" } },
            """;
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(Order, auth: auth));
        Assert.False(unknown.MayHaveArrived);
        Assert.Single(_erp.LogEntries);
    }

    [Fact]
    public void A_partner_without_targets_is_only_read() =>
        Assert.Null(ConnectorList.Create(Rest.File(), new FixedSecrets(), TimeProvider.System).Target);

    private void GivenPost(string answer, int status = 200) =>
        _erp.Given(Request.Create().WithPath("/api/orders").UsingPost()).RespondWith(Rest.Json(answer, status));

    private void GivenFound(string answer, int status = 200) => _erp
        .Given(Request.Create().WithPath("/api/orders").UsingGet().WithParam("externalNo", "HUB 1/a"))
        .RespondWith(Rest.Json(answer, status));

    private Task<PushOutcome> PushAsync(PushDocument document, string? host = null, string auth = "") =>
        Target(host, auth).PushAsync(document, TestContext.Current.CancellationToken);

    private ITarget Target(string? host = null, string auth = "") => ConnectorList.Create(
        File(host ?? _erp.Url!, auth), new FixedSecrets(), TimeProvider.System).Target!;

    private static ConnectorFile File(string host, string auth) => Rest.File(host + "/api", $"{{ {auth} {Targets} }}");
}
