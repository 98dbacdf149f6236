using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Tests.Kingdee;

public sealed class KingdeeTargetTests
{
    private const string Targets = """
        {
          "targets": {
            "sales-order": {
              "form": "SAL_SaleOrder", "keyField": "F_HUB_Key",
              "fields": {
                "FDate": "order_date",
                "FCustId.FNumber": "@dealer",
                "FNote": { "path": "number", "default": "none" }
              },
              "lines": {
                "member": "FSaleOrderEntry",
                "fields": {
                  "FMaterialId.FNumber": "product_code",
                  "FQty": { "path": "quantity", "convert": "number" }
                }
              }
            }
          }
        }
        """;

    private const string One = """{"Id":900001,"Number":"XSDD7","DIndex":0}""";

    private static readonly PushDocument Order = new("sales-order", "SO'1", "D001", """
        {"number":"PO-1","dealer_code":"D001","order_date":"2026-10-30","currency":"CNY",
         "lines":[{"position":"1","product_code":"P-茶","quantity":"12"}]}
        """);

    [Fact]
    public async Task A_bill_is_saved_with_our_key_then_submitted_and_audited()
    {
        using var kingdee = new KingdeeWire(_ => Kingdee.Success(One));
        Assert.Equal(new PushOutcome.Done("XSDD7"), await PushAsync(kingdee));
        Assert.Equal(["Save", "Submit", "Audit"], kingdee.Calls.Select(c => c.Operation));
        Assert.All(kingdee.Calls, c => Assert.Equal("SAL_SaleOrder", c.Parameters[0].GetString()));
        const string wanted = """
            {"Model":{"FDate":"2026-10-30","FCustId":{"FNumber":"D001"},"FNote":"PO-1",
            "FSaleOrderEntry":[{"FMaterialId":{"FNumber":"P-茶"},"FQty":12}],"F_HUB_Key":"SO'1"}}
            """;
        Assert.Equal(wanted.ReplaceLineEndings(""), kingdee.Calls[0].Data);
        Assert.Equal("""{"Ids":"900001"}""", kingdee.Calls[1].Data);
    }

    [Theory]
    [InlineData("saved", "Save")]
    [InlineData("submitted", "Save Submit")]
    public async Task A_bill_is_taken_as_far_as_the_file_says(string until, string calls)
    {
        using var kingdee = new KingdeeWire(_ => Kingdee.Success(One));
        var targets = Targets.Replace("\"fields\"", $"\"until\": \"{until}\", \"fields\"", StringComparison.Ordinal);
        var once = targets.LastIndexOf($"\"until\": \"{until}\", ", StringComparison.Ordinal);
        var file = Kingdee.File(kingdee: targets.Remove(once, $"\"until\": \"{until}\", ".Length));
        Assert.IsType<PushOutcome.Done>(await Target(kingdee, file).PushAsync(Order, Cancel));
        Assert.Equal(calls, string.Join(' ', kingdee.Calls.Select(c => c.Operation)));
    }

    [Fact]
    public async Task A_bill_that_is_turned_down_is_refused_after_a_look_whether_it_is_there()
    {
        using var kingdee = new KingdeeWire(
            call => call.Operation == "Save" ? Kingdee.Failure(11, "客户不存在") : "[]");
        Assert.Equal(new PushOutcome.Refused("MsgCode 11: F1 客户不存在"), await PushAsync(kingdee));
        Assert.Equal("F_HUB_Key = 'SO''1'", kingdee.Calls[1]["FilterString"]);
    }

    [Fact]
    public async Task A_bill_turned_down_because_it_is_there_is_done()
    {
        using var kingdee = new KingdeeWire(
            call => call.Operation == "Save" ? Kingdee.Failure(11, "已存在") : """[[5,"XSDD5","C","SO'1"]]""");
        Assert.Equal(new PushOutcome.Done("XSDD5"), await PushAsync(kingdee));
    }

    [Theory]
    [InlineData(
        200, "{\"Result\":{\"ResponseStatus\":{\"IsSuccess\":true,\"SuccessEntitys\":[]}}}", "application/json")]
    [InlineData(200, "{\"Result\":", "application/json")]
    [InlineData(200, "{}", "application/json")]
    [InlineData(200, "response_error: time out", "text/plain")]
    [InlineData(200, "<html>sign in</html>", "text/html")]
    [InlineData(500, "{}", "application/json")]
    [InlineData(401, "{}", "application/json")]
    public async Task Whatever_is_not_clear_is_unknown_and_sent_once(int status, string answer, string type)
    {
        using var kingdee = new KingdeeWire(_ => answer, status, type);
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(kingdee));
        Assert.Single(kingdee.Calls);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task A_failure_that_is_not_about_the_bill_is_unknown(int code)
    {
        using var kingdee = new KingdeeWire(_ => Kingdee.Failure(code, "x"));
        Assert.IsType<PushOutcome.Unknown>(await PushAsync(kingdee));
        Assert.Single(kingdee.Calls);
    }

    [Theory]
    [InlineData(true, One + "," + One)]
    [InlineData(false, One)]
    public async Task A_partial_success_is_never_refused(bool isSuccess, string entities)
    {
        using var kingdee = new KingdeeWire(
            _ => isSuccess ? Kingdee.Success(entities) : Kingdee.Failure(11, "x", entities));
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(kingdee));
        Assert.Contains("bills where one was to be saved", unknown.Reason, StringComparison.Ordinal);
        Assert.Single(kingdee.Calls);
    }

    [Fact]
    public async Task A_bill_that_is_saved_and_cannot_be_audited_is_neither_done_nor_refused()
    {
        using var kingdee = new KingdeeWire(
            call => call.Operation == "Audit" ? Kingdee.Failure(11, "超信用额度") : Kingdee.Success(One));
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync(kingdee));
        Assert.Contains("Audit SAL_SaleOrder XSDD7: the bill is saved", unknown.Reason, StringComparison.Ordinal);
        Assert.Contains("超信用额度", unknown.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A", "ExecuteBillQuery Submit Audit")]
    [InlineData("Z", "ExecuteBillQuery Submit Audit")]
    [InlineData("B", "ExecuteBillQuery Audit")]
    [InlineData("C", "ExecuteBillQuery")]
    public async Task A_bill_that_is_found_is_taken_on_from_where_it_stands(string status, string calls)
    {
        using var kingdee = new KingdeeWire(call => call.Operation == "ExecuteBillQuery"
            ? $"""[[900001,"XSDD7","{status}","SO'1"]]"""
            : Kingdee.Success(One));
        Assert.Equal("XSDD7", await Target(kingdee).FindAsync(Order, Cancel));
        Assert.Equal(calls, string.Join(' ', kingdee.Calls.Select(c => c.Operation)));
    }

    [Fact]
    public async Task A_key_that_no_bill_bears_is_not_found()
    {
        using var kingdee = new KingdeeWire(_ => "[]");
        Assert.Null(await Target(kingdee).FindAsync(Order, Cancel));
    }

    [Theory]
    [InlineData("""[[1,"A1","C","another"]]""", "filter is not applied")]
    [InlineData("""[[1,"A1","C","SO'1"],[2,"A2","C","SO'1"]]""", "one effect too many")]
    [InlineData("""[[{"Result":{"ResponseStatus":{"IsSuccess":false,"MsgCode":2,"Errors":[]}}}]]""", "MsgCode 2")]
    public async Task A_look_up_that_says_nothing_is_an_error_and_not_an_absence(string answer, string told)
    {
        using var kingdee = new KingdeeWire(_ => answer);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Target(kingdee).FindAsync(Order, Cancel));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_given_by_hand_may_be_the_key_and_is_asked_for_once()
    {
        using var kingdee = new KingdeeWire(
            call => call.Operation == "ExecuteBillQuery" ? """[[1,"SO'1","C"]]""" : Kingdee.Success(One));
        var file = Kingdee.File(kingdee: Targets.Replace("F_HUB_Key", "FBillNo", StringComparison.Ordinal));
        Assert.Equal("SO'1", await Target(kingdee, file).FindAsync(Order, Cancel));
        Assert.Equal("FID,FBillNo,FDocumentStatus", kingdee.Calls[0]["FieldKeys"]);
    }

    [Fact]
    public async Task A_document_without_lines_may_become_a_bill_of_one_entry()
    {
        using var kingdee = new KingdeeWire(_ => Kingdee.Success(One));
        var file = Kingdee.File(kingdee: """
            {
              "targets": {
                "credit-note": {
                  "form": "AR_OtherRecAble", "keyField": "F_HUB_Key", "until": "saved",
                  "fields": {
                    "FCustId.FNumber": "@dealer",
                    "FEntity.0.FAmount": { "path": "amount", "convert": "number" },
                    "FEntity.0.FNote": "text"
                  }
                }
              }
            }
            """);
        var note = new PushDocument("credit-note", "CN-1", "D001", """{"amount":"-12.30","text":"rebate"}""");
        Assert.IsType<PushOutcome.Done>(await Target(kingdee, file).PushAsync(note, Cancel));
        const string wanted = """
            {"Model":{"FCustId":{"FNumber":"D001"},"FEntity":[{"FAmount":-12.30,"FNote":"rebate"}],"F_HUB_Key":"CN-1"}}
            """;
        Assert.Equal(wanted.ReplaceLineEndings(""), kingdee.Calls[0].Data);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_before_anything_is_sent()
    {
        using var kingdee = new KingdeeWire(_ => throw new InvalidOperationException("Nothing may be sent."));
        var target = Target(kingdee);
        Assert.IsType<PushOutcome.Refused>(await target.PushAsync(Order with { Kind = "credit-note" }, Cancel));
        var dozen = Order with { Payload = """{"lines":[{"product_code":"P","quantity":"a dozen"}]}""" };
        Assert.IsType<PushOutcome.Refused>(await target.PushAsync(dozen, Cancel));
        Assert.Null(await target.FindAsync(Order with { Kind = "credit-note" }, Cancel));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Task<PushOutcome> PushAsync(KingdeeWire kingdee) => Target(kingdee).PushAsync(Order, Cancel);

    private static ITarget Target(KingdeeWire kingdee, ConnectorFile? file = null) => ConnectorList.Create(
        file ?? Kingdee.File(kingdee: Targets), new FixedSecrets(), TimeProvider.System, kingdee).Target!;
}
