using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using Microsoft.Extensions.Time.Testing;

namespace DealerIntegration.Connectors.Tests.U8;

public sealed class U8SourceTests
{
    // 17:00 of the 31st in UTC is the first of November in China.
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 10, 31, 17, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_list_of_heads_is_read_with_each_document_behind_it()
    {
        using var u8 = new U8Wire(Orders);

        var pages = await PullAsync(u8);

        Assert.Equal(["1+1@2026-11-01", "2+0@2026-11-01", null], pages.Select(p => p.Cursor));
        Assert.All(pages, p => Assert.Equal(3, p.SourceTotal));
        var (source, mapping) = U8Wire.Source(U8Wire.File(), u8);
        var mapped = pages.Select(p => Mapper.Map(Datasets.Orders, mapping, source.Read(mapping, p))).ToList();
        Assert.All(mapped, p => Assert.Empty(p.Rejected));
        Assert.Equal(["SO7", "SO8", "SO9"], mapped.SelectMany(p => p.Documents).Select(d => d.Values[0]));
        var list = u8.Calls[0].Query;
        Assert.Equal(
            ("hub", "plant", "app", "t+1", "1", "2", "Approved"),
            (list["from_account"], list["to_account"], list["app_key"], list["token"], list["page_index"],
                list["rows_per_page"], list["state"]));
        Assert.Equal(1, u8.Tokens);
    }

    [Fact]
    public async Task A_pull_is_taken_up_behind_the_last_document_that_came()
    {
        using var u8 = new U8Wire(Orders);
        var page = Assert.Single(await PullAsync(u8, cursor: "2+0@2026-11-01"));
        Assert.Equal("saleorder/get?id=9", page.Name);
        u8.Calls.Clear();
        Assert.Equal(2, (await PullAsync(u8, cursor: "1+1@2026-11-01")).Count);
        Assert.Equal(
            "/api/saleorderlist/batch_get /api/saleorder/get /api/saleorderlist/batch_get /api/saleorder/get",
            u8.Asked);
    }

    [Fact]
    public async Task An_empty_list_is_one_page_without_records()
    {
        using var u8 = new U8Wire(_ => U8Wire.Page("saleorderlist", 1, 2, 0));
        var page = Assert.Single(await PullAsync(u8));
        Assert.Equal((null, 0), (page.Cursor, page.SourceTotal));
        var (source, mapping) = U8Wire.Source(U8Wire.File(), u8);
        Assert.Empty(source.Read(mapping, page));
    }

    [Fact]
    public async Task A_code_that_says_nothing_was_found_is_an_empty_list_where_the_file_lists_it()
    {
        using var u8 = new U8Wire(_ => """{"errcode":2002,"errmsg":"没有数据"}""");
        var file = U8Wire.File(u8: """{ "emptyCodes": [ "2002" ] }""");
        var (source, mapping) = U8Wire.Source(file, u8, _time);
        var page = Assert.Single(await Samples.PullAllAsync(source, mapping));
        Assert.Equal(0, page.SourceTotal);
        Assert.Empty(source.Read(mapping, page));
        Assert.Equal(ConnectorFailure.Configuration, (await Failed(u8)).Failure);
    }

    [Fact]
    public async Task Stock_is_of_the_business_date_on_which_it_was_asked_for()
    {
        using var u8 = new U8Wire(_ => U8Wire.Page(
            "currentstock", 1, 2, 2, """{"whcode":"W1","invcode":"P1","qty":"3.50"}""",
            """{"whcode":"W1","invcode":"P2","qty":"0"}"""));
        var file = U8Wire.File(U8Wire.Stock);
        var (source, mapping) = U8Wire.Source(file, u8, _time);
        var page = Assert.Single(await Samples.PullAllAsync(source, mapping));
        var mapped = Mapper.Map(Datasets.Stock, mapping, source.Read(mapping, page));
        Assert.Empty(mapped.Rejected);
        Assert.All(mapped.Documents, d => Assert.Equal(new DateOnly(2026, 11, 1), d.Values[3]));
        Assert.False(source.TakesWindows(mapping));
    }

    [Fact]
    public async Task The_last_days_are_cut_into_months_that_are_parts()
    {
        using var u8 = new U8Wire(_ => U8Wire.Page("saleorderlist", 1, 2, 0));
        var days = U8Wire.Orders.Replace(
            "\"pageSize\"", "\"days\": { \"from\": \"date_begin\", \"to\": \"date_end\", \"back\": 40 }, \"pageSize\"",
            StringComparison.Ordinal);
        var (source, mapping) = U8Wire.Source(U8Wire.File(days), u8, _time);
        var cancel = TestContext.Current.CancellationToken;
        var parts = await source.PartsAsync(mapping, Window.Everything, cancel);
        Assert.Equal(["2026-09-22..2026-09-30", "2026-10-01..2026-10-31", "2026-11-01..2026-11-01"], parts);
        await foreach (var page in source.PullAsync(mapping, parts[1], Window.Everything, null, cancel))
        {
            Assert.Null(page.Cursor);
        }

        Assert.Equal(
            ("2026-10-01", "2026-10-31"), (u8.Calls[0].Query["date_begin"], u8.Calls[0].Query["date_end"]));
    }

    [Theory]
    [InlineData("""{"errcode":"2001","errmsg":"账号不存在"}""", "Configuration", "2001: 账号不存在")]
    [InlineData("""{"errcode":"9001","errmsg":"忙"}""", "Transient", "9001: 忙")]
    [InlineData("""{"errcode":"0","row_count":"x","page_index":"1"}""", "Configuration", "'saleorderlist' is no list")]
    [InlineData("""{"errcode":"0","saleorderlist":[],"row_count":"a"}""", "Configuration", "row_count is 'a'")]
    [InlineData("""{"errcode":"0","saleorderlist":{},"row_count":"2"}""", "Configuration", "correct 'records'")]
    [InlineData("""{"code":"0"}""", "Configuration", "no object with an errcode")]
    [InlineData("[]", "Configuration", "no object with an errcode")]
    [InlineData("\uFEFF{\"errcode\":\"7\",\"errmsg\":\"停用\"}", "Configuration", "7: 停用")]
    [InlineData("""{"errcode":"0","saleor""", "Transient", "not whole JSON")]
    public async Task What_is_no_list_is_an_error_of_the_right_kind(string answer, string failure, string told)
    {
        using var u8 = new U8Wire(_ => answer);
        var e = await Failed(u8, """{ "transientCodes": [ "9001" ] }""");
        Assert.Equal(failure, e.Failure.ToString());
        Assert.Contains(told, e.Message, StringComparison.Ordinal);
        Assert.Equal(failure == "Transient" ? 2 : 1, u8.Calls.Count);
    }

    [Theory]
    [InlineData(2, 2, 3, "page 2 came instead")]
    [InlineData(1, 2, 3, "holds 1 rows where 2 of 3 belong")]
    [InlineData(1, 2, 0, "holds 1 rows where 0 of 0 belong")]
    public async Task A_page_that_does_not_hold_what_belongs_on_it_is_told(int page, int size, int count, string told)
    {
        using var u8 = new U8Wire(_ => U8Wire.Page("saleorderlist", page, size, count, """{"id":"7"}"""));
        Assert.Contains(told, (await Failed(u8)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"SO7"}""", "a row has no 'id'")]
    [InlineData("""{"id":"8"}""", "the document 9 came instead")]
    public async Task A_document_that_is_not_the_one_asked_for_is_told(string row, string told)
    {
        using var u8 = new U8Wire(call => call.Path.EndsWith("/get", StringComparison.Ordinal)
            ? U8Wire.Order("9")
            : U8Wire.Page("saleorderlist", 1, 2, 1, row));
        Assert.Contains(told, (await Failed(u8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_renewed_some_minutes_before_it_ends()
    {
        using var u8 = new U8Wire(_ => U8Wire.Page("saleorderlist", 1, 2, 0));
        var (source, mapping) = U8Wire.Source(U8Wire.File(), u8, _time);
        await Samples.PullAllAsync(source, mapping);
        _time.Advance(TimeSpan.FromSeconds(7200 - 301));
        await Samples.PullAllAsync(source, mapping);
        Assert.Equal(1, u8.Tokens);
        _time.Advance(TimeSpan.FromSeconds(2));
        await Samples.PullAllAsync(source, mapping);
        Assert.Equal(2, u8.Tokens);
    }

    [Fact]
    public async Task A_token_refused_in_mid_run_is_renewed_once_and_then_a_matter_for_a_person()
    {
        const string refused = """{"errcode":"77","errmsg":"token"}""";
        using var u8 = new U8Wire(
            call => call.Query["token"] == "t+1" ? refused : U8Wire.Page("saleorderlist", 1, 2, 0));
        var (source, mapping) = U8Wire.Source(U8Wire.File(u8: """{ "tokenCodes": [ "77" ] }"""), u8, _time);
        Assert.Single(await Samples.PullAllAsync(source, mapping));
        Assert.Equal(2, u8.Tokens);

        using var never = new U8Wire(_ => refused);
        var e = await Failed(never, """{ "tokenCodes": [ "77" ] }""");
        Assert.Equal((ConnectorFailure.Configuration, 2, 2), (e.Failure, never.Tokens, never.Calls.Count));
    }

    [Fact]
    public async Task Neither_secret_nor_token_gets_into_a_message()
    {
        using var u8 = new U8Wire(
            call => $"<html>token={Uri.EscapeDataString(call.Query["token"])} t+1 {FixedSecrets.Value}</html>", 404,
            "text/html");
        Assert.Contains("token=*** *** ***", (await Failed(u8)).Message, StringComparison.Ordinal);
    }

    private static string Orders(U8Call call) => (call.Path, call.Query.GetValueOrDefault("page_index")) switch
    {
        ("/api/saleorderlist/batch_get", "1") =>
            U8Wire.Page("saleorderlist", 1, 2, 3, """{"id":"7","code":"SO7"}""", """{"id":8,"code":"SO8"}"""),
        ("/api/saleorderlist/batch_get", _) => U8Wire.Page("saleorderlist", 2, 2, 3, """{"id":"9","code":"SO9"}"""),
        _ => U8Wire.Order(call.Query["id"]),
    };

    private Task<List<RawPage>> PullAsync(U8Wire u8, string settings = "{}", string? cursor = null)
    {
        var (source, mapping) = U8Wire.Source(U8Wire.File(u8: settings), u8, _time);
        return Samples.PullAllAsync(source, mapping, cursor: cursor);
    }

    // Pauses between tries are real here, so that the clock is, too.
    private static Task<ConnectorException> Failed(U8Wire u8, string settings = "{}")
    {
        var (source, mapping) = U8Wire.Source(U8Wire.File(u8: settings), u8);
        return Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
    }
}
