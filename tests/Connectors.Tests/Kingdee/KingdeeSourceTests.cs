using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Kingdee;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;

namespace DealerIntegration.Connectors.Tests.Kingdee;

public sealed class KingdeeSourceTests
{
    [Fact]
    public async Task A_query_asks_for_the_fields_of_the_mapping_in_one_order_and_is_signed()
    {
        using var kingdee = new KingdeeWire(_ => "[]");
        var october = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.FromHours(8));

        var page = Assert.Single(await PullAsync(
            kingdee, window: new Window(october, october.AddDays(1).AddMilliseconds(1))));

        Assert.Null(page.Cursor);
        var call = Assert.Single(kingdee.Calls);
        Assert.Equal(
            ("ExecuteBillQuery", "SAL_OUTSTOCK",
                "FID,FEntity_FEntryID,FBillNo,FCustId.FNumber,FDate,FMaterialId.FNumber,FQty,FUnitID.FNumber"),
            (call.Operation, call["FormId"], call["FieldKeys"]));
        Assert.Equal("FID asc,FEntity_FEntryID asc", call["OrderString"]);
        Assert.Equal(
            "(FDocumentStatus = 'C') and FModifyDate >= '2026-10-01 00:00:00' and FModifyDate < '2026-10-02 00:00:01'",
            call["FilterString"]);
        var (appId, path) = ("200100_aHViLWtleS0wMQ==", call.Request.RequestUri!.AbsolutePath);
        Assert.Equal(
            "/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.DynamicFormService.ExecuteBillQuery.common.kdsvc", path);
        Assert.Equal("200100", Header(call, "X-Api-ClientID"));
        Assert.Equal(
            KingdeeSignature.OfCall(appId, path, Header(call, "x-api-nonce"), Header(call, "x-api-timestamp")),
            Header(call, "X-Api-Signature"));
        Assert.Equal(
            KingdeeSignature.OfUser(appId, "dc-2026,HUB,2052,100", FixedSecrets.Value), Header(call, "X-Kd-Signature"));
    }

    [Fact]
    public async Task A_bill_at_a_pages_border_is_read_whole_from_the_next_page()
    {
        string[] rows = [Kingdee.Row(1, 11), Kingdee.Row(1, 12), Kingdee.Row(2, 21), Kingdee.Row(2, 22, "P2"),
            Kingdee.Row(2, 23, "P3"), Kingdee.Row(3, 31)];
        using var kingdee = new KingdeeWire(call => Answer(call, rows));

        var documents = await MapAsync(kingdee);

        Assert.Equal(["OUT1:P1,P1", "OUT2:P1,P2,P3", "OUT3:P1"], documents);
        Assert.Equal(
            ["", "FID > 1", "FID > 2", "FID > 2"],
            kingdee.Calls.Select(c => c["FilterString"].Replace("(FDocumentStatus = 'C')", "", StringComparison.Ordinal)
                .Replace(" and ", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_bill_that_fills_a_page_alone_is_asked_for_with_the_largest_page()
    {
        string[] rows = [.. Enumerable.Range(1, 6).Select(i => Kingdee.Row(1, 10 + i)), Kingdee.Row(2, 21)];
        using var kingdee = new KingdeeWire(call => Answer(call, rows));
        Assert.Equal(["OUT1:P1,P1,P1,P1,P1,P1", "OUT2:P1"], await MapAsync(kingdee));
        Assert.Equal("10000", kingdee.Calls[1]["Limit"]);
    }

    [Fact]
    public async Task A_server_that_gives_fewer_rows_than_asked_for_hides_none()
    {
        string[] rows = [Kingdee.Row(1, 11), Kingdee.Row(1, 12), Kingdee.Row(2, 21), Kingdee.Row(2, 22),
            Kingdee.Row(3, 31)];
        using var kingdee = new KingdeeWire(call => Answer(call, rows, most: 3));
        Assert.Equal(["OUT1:P1,P1", "OUT2:P1,P1", "OUT3:P1"], await MapAsync(kingdee));
    }

    [Fact]
    public async Task A_bill_larger_than_any_answer_is_told_and_not_cut()
    {
        string[] rows = [.. Enumerable.Range(1, 6).Select(i => Kingdee.Row(1, 10 + i))];
        using var kingdee = new KingdeeWire(call => Answer(call, rows, most: 4));
        var e = await Assert.ThrowsAsync<ConnectorException>(() => MapAsync(kingdee));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains("more entries than", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_without_lines_are_paged_by_their_id_and_taken_up_from_a_cursor()
    {
        string[] rows = ["""[7,"D007","seven"]""", """[8,"D008","eight"]""", """[10,"D010",""]"""];
        using var kingdee = new KingdeeWire(call => Answer(call, rows));
        var pages = await PullAsync(kingdee, Kingdee.Dealers);
        Assert.Equal(["8", null], pages.Select(p => p.Cursor));
        var again = Assert.Single(await PullAsync(kingdee, Kingdee.Dealers, cursor: "8"));
        Assert.Equal(pages[1].Name, again.Name);
        var (source, mapping) = Kingdee.Source(Kingdee.File(Kingdee.Dealers), kingdee);
        var record = Assert.Single(source.Read(mapping, again));
        Assert.True(record.TryGet("FName", out var name));
        Assert.Null(name);
        Assert.Equal("BD_Customer?after=8&fields=FCUSTID,FNumber,FName row 1", record.Place.ToString());
    }

    [Fact]
    public async Task A_stored_page_is_read_by_the_fields_it_was_asked_with()
    {
        string[] rows = [Kingdee.Row(1, 11)];
        using var kingdee = new KingdeeWire(call => Answer(call, rows));
        var page = Assert.Single(await PullAsync(kingdee));
        var fixedLater = Kingdee.Shipments.Replace("\"FBillNo\",", "\"FDate\",", StringComparison.Ordinal);
        var (source, mapping) = Kingdee.Source(Kingdee.File(fixedLater), kingdee);
        Assert.True(Assert.Single(source.Read(mapping, page)).TryGet("FQty", out var quantity));
        Assert.Equal("1.0000000000", quantity);
        var sample = new RawPage("sample.json", System.Text.Encoding.UTF8.GetBytes("[[1,11]]"), null);
        Assert.Throws<ConnectorException>(() => source.Read(mapping, sample).Count());
    }

    [Theory]
    [InlineData("[[1,12],[1,11]]", "is no list of the 8 values")]
    [InlineData("{\"x\":1}", "no list of rows")]
    [InlineData("response_error:{\"Message\":\"会话\"}", "会话")]
    [InlineData("\"response_error: lost\"", "lost")]
    [InlineData("\"[[1,12]]\"", "is no list of the 8 values")]
    [InlineData("\uFEFF{\"x\":1}", "no list of rows")]
    [InlineData("\"lost\"", "no list of rows")]
    public async Task An_answer_that_is_no_rows_is_a_matter_for_a_person(string answer, string told)
    {
        using var kingdee = new KingdeeWire(_ => answer);
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee));
        Assert.Equal(ConnectorFailure.Configuration, e.Failure);
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Single(kingdee.Calls);
    }

    [Theory]
    [InlineData(2, "Configuration", 1)]
    [InlineData(9, "Configuration", 1)]
    [InlineData(13, "Transient", 2)]
    [InlineData(14, "Transient", 2)]
    public async Task An_error_that_comes_as_a_row_is_an_error(int code, string failure, int calls)
    {
        using var kingdee = new KingdeeWire(_ => $"[[{Kingdee.Failure(code, "没有权限")}]]");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee));
        Assert.Equal((failure, calls), (e.Failure.ToString(), kingdee.Calls.Count));
        Assert.Contains($"MsgCode {code}: F1 没有权限", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_torn_answer_is_tried_again()
    {
        using var kingdee = new KingdeeWire(_ => "[[1,11,\"OUT");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee));
        Assert.Equal((ConnectorFailure.Transient, 2), (e.Failure, kingdee.Calls.Count));
    }

    [Theory]
    [InlineData("2 21|1 11", "not in the order of FID")]
    [InlineData("1 11|2 21|1 12", "not in the order of FID")]
    [InlineData("1 11|1 11", "FEntity_FEntryID 11 twice")]
    public async Task Rows_that_contradict_the_query_are_told(string rows, string told)
    {
        var all = rows.Split('|').Select(r => r.Split(' ')).Select(r => Kingdee.Row(Number(r[0]), Number(r[1])));
        using var kingdee = new KingdeeWire(_ => $"[{string.Join(',', all)}]");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee));
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_ignores_the_condition_does_not_go_round_in_circles()
    {
        using var kingdee = new KingdeeWire(_ => """[[7,"D007","seven"],[8,"D008","eight"]]""");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee, Kingdee.Dealers));
        Assert.Contains("7 comes after 8", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_field_of_an_entry_among_those_of_records_is_told()
    {
        using var kingdee = new KingdeeWire(_ => """[[7,"D007","a"],[7,"D007","b"]]""");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee, Kingdee.Dealers));
        Assert.Contains("FCUSTID 7 comes twice", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_that_are_texts_are_quoted()
    {
        string[] rows = ["""["a'1","D007","seven"]""", """["B","D008","eight"]""", """["c","D010","ten"]"""];
        var dealers = Kingdee.Dealers.Replace(
            "\"pageSize\": 2", "\"textId\": true, \"pageSize\": 1", StringComparison.Ordinal);
        using var kingdee = new KingdeeWire(call => call["FilterString"] switch
        {
            "" => $"[{rows[0]}]",
            "FCUSTID > 'a''1'" => $"[{rows[1]}]",
            _ => "[]",
        });
        var pages = await PullAsync(kingdee, dealers);
        Assert.Equal(["a'1", "B", null], pages.Select(p => p.Cursor));
        var (source, mapping) = Kingdee.Source(Kingdee.File(dealers), kingdee);
        Assert.Equal(2, pages.Sum(p => source.Read(mapping, p).Count()));
    }

    [Fact]
    public async Task No_secret_gets_into_a_message()
    {
        using var kingdee = new KingdeeWire(
            call => $"<html>{Header(call, "X-Kd-Appkey")} {FixedSecrets.Value}</html>", 404, "text/html");
        var e = await Assert.ThrowsAsync<ConnectorException>(() => PullAsync(kingdee));
        Assert.Contains("*** ***", e.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> MapAsync(KingdeeWire kingdee)
    {
        var (source, mapping) = Kingdee.Source(Kingdee.File(), kingdee);
        var pages = (await PullAsync(kingdee))
            .Select(p => Mapper.Map(Datasets.Shipments, mapping, source.Read(mapping, p))).ToList();
        Assert.All(pages, p => Assert.Empty(p.Rejected));
        var product = Datasets.Shipments.LineFields.Index().Single(f => f.Item.Name == "product_code").Index;
        return [.. pages.SelectMany(p => p.Documents).Select(d =>
            $"{d.Values[0]}:{string.Join(',', d.Lines.Select(l => l[product]))}")];
    }

    private static Task<List<RawPage>> PullAsync(
        KingdeeWire kingdee, string dataset = Kingdee.Shipments, Window? window = null, string? cursor = null)
    {
        var (source, mapping) = Kingdee.Source(Kingdee.File(dataset), kingdee);
        return Samples.PullAllAsync(source, mapping, window, cursor);
    }

    // What lies after the id of the condition, from the row and as many as asked for.
    private static string Answer(KingdeeCall call, string[] rows, int most = 10_000)
    {
        var after = call["FilterString"].Split("> ") is [_, var id] ? Number(id) : 0;
        var found = rows.Where(r => Number(r[1..r.IndexOf(',', StringComparison.Ordinal)]) > after)
            .Skip(Number(call["StartRow"])).Take(Math.Min(most, Number(call["Limit"])));
        return $"[{string.Join(',', found)}]";
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Header(KingdeeCall call, string name) => call.Request.Headers.GetValues(name).Single();
}
