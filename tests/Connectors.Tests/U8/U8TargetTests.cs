using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.U8;

public sealed class U8TargetTests
{
    private const string Targets = """
        {
          "tokenCodes": [ "77" ], "refusedCodes": [ "R1" ], "emptyCodes": [ "E1" ], "patienceSeconds": 20,
          "targets": {
            "sales-order": {
              "resource": "saleorder",
              "fields": { "code": "@key", "custcode": "@dealer", "date": "order_date" },
              "lines": {
                "member": "entry",
                "fields": {
                  "inventorycode": "product_code", "quantity": { "path": "quantity", "convert": "number" }
                }
              },
              "find": {
                "resource": "saleorderlist", "query": { "code_begin": "{key}", "code_end": "{key}" }, "key": "code"
              }
            }
          }
        }
        """;

    private const string Done = """{"errcode":"0","errmsg":"","id":"1000000123","tradeid":"x"}""";
    private const string Nothing = """{"errcode":"E1","errmsg":""}""";

    private static readonly PushDocument Order = new("sales-order", "SO 1", "D001", """
        {"number":"PO-1","dealer_code":"D001","order_date":"2026-10-30","currency":"CNY",
         "lines":[{"position":"1","product_code":"P-茶","quantity":"12"}]}
        """);

    [Fact]
    public async Task A_document_is_done_when_the_result_says_so_and_not_before()
    {
        var asked = 0;
        using var u8 = new U8Wire(call => call.Path != "/result/1" || ++asked < 3 ? Pending("/result/1", "2") : Done);
        Assert.Equal(new PushOutcome.Done("1000000123"), await PushAsync(u8));
        Assert.Equal("/api/saleorder/add /result/1 /result/1 /result/1", u8.Asked);
        Assert.Empty(u8.Calls[1].Query);
        var (query, body) = (u8.Calls[0].Query, u8.Calls[0].Body);
        Assert.Equal(("SO 1", "0", false), (query["biz_id"], query["sync"], query.ContainsKey("tradeid")));
        const string wanted = """
            {"saleorder":{"code":"SO 1","custcode":"D001","date":"2026-10-30",
            "entry":[{"inventorycode":"P-茶","quantity":12}]}}
            """;
        Assert.Equal(wanted.ReplaceLineEndings(""), body);
    }

    [Fact]
    public async Task A_document_that_is_never_done_is_unknown_when_patience_ends()
    {
        using var u8 = new U8Wire(_ => Pending("/result/1", "3"));
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(u8));
        Assert.True(unknown.MayHaveArrived);
        Assert.Contains("not done it after 20 s", unknown.Reason, StringComparison.Ordinal);
        Assert.Equal(1 + (20 / 3), u8.Calls.Count);
    }

    [Theory]
    [InlineData("http://elsewhere.test/result/1")]
    [InlineData("https://u8.test/result/1")]
    [InlineData("http://u8.test:81/result/1")]
    public async Task A_result_on_another_host_is_not_asked_for(string url)
    {
        using var u8 = new U8Wire(_ => Pending(url, "1"));
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(u8));
        Assert.Single(u8.Calls);
    }

    [Fact]
    public async Task A_trade_number_is_fetched_before_the_write_where_there_is_no_biz_id()
    {
        using var u8 = new U8Wire(call => call.Path == "/system/tradeid"
            ? """{"errcode":"0","errmsg":"成功","trade":{"id":"40d8"}}"""
            : Done);
        var targets = Targets.Replace(
            "\"resource\": \"saleorder\",", "\"resource\": \"saleorder\", \"knownBy\": \"tradeId\", \"sync\": true,",
            StringComparison.Ordinal);
        Assert.IsType<PushOutcome.Done>(await PushAsync(u8, targets));
        Assert.Equal("/system/tradeid /api/saleorder/add", u8.Asked);
        Assert.False(u8.Calls[0].Query.ContainsKey("to_account"));
        Assert.Equal(("40d8", "1"), (u8.Calls[1].Query["tradeid"], u8.Calls[1].Query["sync"]));
        Assert.False(u8.Calls[1].Query.ContainsKey("biz_id"));

        using var none = new U8Wire(_ => """{"errcode":"2001","errmsg":"no"}""");
        Assert.False(Assert.IsType<PushOutcome.Unknown>(await PushAsync(none, targets)).MayHaveArrived);
    }

    [Theory]
    [InlineData("""{"errcode":"R1","errmsg":"信用额度不足"}""")]
    [InlineData("""{"errcode":"0","errmsg":"","url":"/result/1","ping_after":"1"}""")]
    public async Task A_clear_no_at_once_or_later_is_refused_after_a_look(string first)
    {
        using var u8 = new U8Wire(call => call.Path switch
        {
            "/api/saleorder/add" => first,
            "/result/1" => """{"errcode":"R1","errmsg":"信用额度不足"}""",
            _ => Nothing,
        });
        Assert.Equal(new PushOutcome.Refused("R1: 信用额度不足"), await PushAsync(u8));
        Assert.Equal("/api/saleorderlist/batch_get", u8.Calls[^1].Path);
    }

    [Fact]
    public async Task A_no_because_the_document_is_there_is_done()
    {
        using var u8 = new U8Wire(call => call.Path == "/api/saleorder/add"
            ? """{"errcode":"R1","errmsg":"单据号重复"}"""
            : U8Wire.Page("saleorderlist", 1, 10, 1, """{"id":5,"code":"SO 1"}"""));
        Assert.Equal(new PushOutcome.Done("5"), await PushAsync(u8));
    }

    [Fact]
    public async Task A_token_refused_at_the_door_is_renewed_and_the_document_sent_once_more()
    {
        using var u8 = new U8Wire(call => call.Query["token"] == "t+1" ? """{"errcode":"77","errmsg":""}""" : Done);
        Assert.IsType<PushOutcome.Done>(await PushAsync(u8));
        Assert.Equal((2, 2), (u8.Tokens, u8.Calls.Count));
    }

    [Theory]
    [InlineData(200, """{"errcode":"5000","errmsg":"代理超时"}""", "application/json")]
    [InlineData(200, """{"errcode":"0","errmsg":""}""", "application/json")]
    [InlineData(200, """{"errcode":"0","er""", "application/json")]
    [InlineData(200, "<html>sign in</html>", "text/html")]
    [InlineData(202, "", "application/json")]
    [InlineData(500, "{}", "application/json")]
    [InlineData(401, "{}", "application/json")]
    public async Task Whatever_is_not_clear_is_unknown_and_sent_once(int status, string answer, string type)
    {
        using var u8 = new U8Wire(_ => answer, status, type);
        Assert.True(Assert.IsType<PushOutcome.Unknown>(await PushAsync(u8)).MayHaveArrived);
        Assert.Single(u8.Calls);
    }

    [Theory]
    [InlineData("""{"id":"5","code":"another"}""", "filter is not applied")]
    [InlineData("""{"code":"SO 1"}""", "has no 'id'")]
    [InlineData("""{"id":"5","code":"SO 1"},{"id":"6","code":"SO 1"}""", "one effect too many")]
    public async Task A_look_up_that_says_nothing_is_an_error_and_not_an_absence(string rows, string told)
    {
        var count = rows.Split("},").Length;
        using var u8 = new U8Wire(_ => U8Wire.Page("saleorderlist", 1, 10, count, rows));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Target(u8).FindAsync(Order, Cancel));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_looked_up_by_the_parameters_of_the_file()
    {
        using var u8 = new U8Wire(_ => U8Wire.Page("saleorderlist", 1, 10, 0));
        Assert.Null(await Target(u8).FindAsync(Order, Cancel));
        Assert.Equal(("SO 1", "SO 1"), (u8.Calls[0].Query["code_begin"], u8.Calls[0].Query["code_end"]));
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_before_anything_is_sent()
    {
        using var u8 = new U8Wire(_ => throw new InvalidOperationException("Nothing may be sent."));
        var target = Target(u8);
        Assert.IsType<PushOutcome.Refused>(await target.PushAsync(Order with { Kind = "credit-note" }, Cancel));
        var dozen = Order with { Payload = """{"lines":[{"product_code":"P","quantity":"a dozen"}]}""" };
        Assert.IsType<PushOutcome.Refused>(await target.PushAsync(dozen, Cancel));
        Assert.Null(await target.FindAsync(Order with { Kind = "credit-note" }, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Pending(string url, string after) =>
        $$"""{"errcode":"0","errmsg":"","url":"{{url}}","ping_after":"{{after}}"}""";

    private static Task<PushOutcome> PushAsync(U8Wire u8, string? settings = null) =>
        Target(u8, settings).PushAsync(Order, Cancel);

    private static ITarget Target(U8Wire u8, string? settings = null) => ConnectorList.Create(
        U8Wire.File(u8: settings ?? Targets),
        new FixedSecrets(),
        new LeapingTime(new DateTimeOffset(2026, 11, 5, 2, 0, 0, TimeSpan.Zero)),
        u8).Target!;
}
