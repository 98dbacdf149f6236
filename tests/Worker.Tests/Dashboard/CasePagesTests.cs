using System.Net;
using DealerIntegration.Worker.EvidencePacks.Packing;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>Diversion cases on the dashboard: everybody looks, channel control acts, two people rule.</summary>
public sealed class CasePagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task A_case_shows_what_was_found_and_every_value_is_text_and_never_markup()
    {
        var number = await FoundAsync("2024-01", "D<b>1");
        using var browser = await hub.SignInAsync("vera");
        var list = await browser.ReadAsync("/cases?dealer=D%3Cb%3E1");
        Assert.Contains($"""<a href="/cases/{number}">""", list);
        Assert.Contains("D&lt;b&gt;1", list);
        Assert.Contains("610100 陕西省 西安市", list);
        var page = await browser.ReadAsync($"/cases/{number}");
        Assert.Contains("扫到 3 个码 &lt;i&gt;<small>3 distinct codes &lt;i&gt;</small>", page);
        Assert.Contains("3 of 100</li>", page);
        Assert.Contains("尚未处理", page);
        Assert.Contains("Cases are for channel control", page);
        Assert.DoesNotContain("<i>", page);
        Assert.DoesNotContain("<b>1", page);
        Assert.DoesNotContain($"/cases/{number}/act", page);
    }

    [Theory]
    [InlineData("ida", "2024-02")]
    [InlineData("fiona", "2024-03")]
    [InlineData("vera", "2024-04")]
    public async Task Others_than_channel_control_cannot_act(string user, string period)
    {
        var number = await FoundAsync(period, "D2");
        using var browser = await hub.SignInAsync(user);
        using var answer = await browser.PostAsync(
            "/months", $"/cases/{number}/act", ("action", "Notify"), ("seen", "0"), ("reason", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0L, await CountAsync(number));
    }

    [Fact]
    public async Task One_notifies_another_rules_and_the_page_tells_the_first_why_not_it()
    {
        var number = await FoundAsync("2024-05", "D3");
        using var carl = await hub.SignInAsync("carl");
        using var notice = await ActAsync(carl, number, "Notify", 0, "seen in <two> shops");
        Assert.Equal(HttpStatusCode.Redirect, notice.StatusCode);
        var page = await carl.ReadAsync($"/cases/{number}");
        Assert.Contains("已通知 notified", page);
        Assert.Contains("seen in &lt;two&gt; shops", page);
        Assert.Contains("裁定 rule", page);
        using var appeal = await ActAsync(carl, number, "Appeal", 1, "they were returned");
        Assert.Contains("another person to say", await carl.ReadAsync($"/cases/{number}"));
        using var own = await ActAsync(carl, number, "Confirm", 2, "my own");
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        using var cora = await hub.SignInAsync("cora");
        using var stale = await ActAsync(cora, number, "Dismiss", 1, "looked too early");
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("Meanwhile carl has acted", await stale.Content.ReadAsStringAsync());
        using var ruling = await ActAsync(cora, number, "Confirm", 2, "no return is on record");
        Assert.Equal($"/cases/{number}", ruling.Headers.Location?.OriginalString);
        page = await cora.ReadAsync($"/cases/{number}");
        Assert.Contains("裁定成立 confirmed", page);
        Assert.Contains("转出 out", page);
        Assert.Contains("<small>3 items; the product was never invoiced to the dealer", page);
        Assert.Contains("公司 house", page);
    }

    [Fact]
    public async Task The_letter_is_served_to_be_saved_and_another_step_has_none()
    {
        var number = await FoundAsync("2024-06", "D4");
        using var carl = await hub.SignInAsync("carl");
        using var notice = await ActAsync(carl, number, "Notify", 0, "seen");
        using var letter = await carl.GetAsync($"/cases/{number}/papers/1");
        Assert.Equal(HttpStatusCode.OK, letter.StatusCode);
        Assert.Equal("attachment", letter.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains(number, await letter.Content.ReadAsStringAsync());
        using var none = await carl.GetAsync($"/cases/{number}/papers/2");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("/cases/DC-0")]
    [InlineData("/cases/DC-0/papers/1")]
    public async Task A_case_that_is_none_has_no_page(string address)
    {
        using var browser = await hub.SignInAsync("carl");
        using var answer = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_evidence_is_a_button_for_channel_control_alone_and_handing_it_out_is_on_record()
    {
        var number = await FoundAsync("2024-08", "D6");
        using var carl = await hub.SignInAsync("carl");
        var address = $"/cases/{number}/evidence";
        Assert.Contains($"action=\"{address}\"", await carl.ReadAsync($"/cases/{number}"));
        await KeepRulesAsync(number);
        using var answer = await carl.PostAsync($"/cases/{number}", address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"evidence-{number}.zip", answer.Content.Headers.ContentDisposition?.FileName);
        var pack = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(PackVerifier.Verify(pack, null).Intact);
        Assert.Equal(
            "carl", await PostgresFixture.ScalarAsync<string>(
                hub.Database, $"SELECT actor FROM ops.audit WHERE action = 'evidence.pack' AND subject = '{number}'"));

        using var fiona = await hub.SignInAsync("fiona");
        Assert.DoesNotContain(address, await fiona.ReadAsync($"/cases/{number}"));
        using var refused = await fiona.PostAsync("/months", address);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var forged = await carl.PostPlainAsync(address);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Fact]
    public async Task Evidence_that_cannot_be_made_is_told_on_the_page()
    {
        var number = await FoundAsync("2024-09", "D7");
        using var carl = await hub.SignInAsync("carl");
        using var answer = await carl.PostAsync($"/cases/{number}", $"/cases/{number}/evidence");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("rules that are not kept", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_request_without_the_hidden_field_does_nothing()
    {
        var number = await FoundAsync("2024-07", "D5");
        using var browser = await hub.SignInAsync("carl");
        using var forged = await browser.PostPlainAsync(
            $"/cases/{number}/act", ("action", "Notify"), ("seen", "0"), ("reason", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(0L, await CountAsync(number));
    }

    private static Task<HttpResponseMessage> ActAsync(
        Browser browser, string number, string action, int seen, string reason) => browser.PostAsync(
        $"/cases/{number}", $"/cases/{number}/act", ("action", action), ("seen", $"{seen}"), ("reason", reason));

    private Task<long> CountAsync(string number) => PostgresFixture.ScalarAsync<long>(
        hub.Database, $"SELECT count(*) FROM canonical.case_step WHERE case_number = '{number}'");

    // As planning a run does.
    private async Task KeepRulesAsync(string number)
    {
        await using var database = new Database(hub.Database);
        var hash = await database.InTransactionAsync(
            (_, transaction) => KeptRules.KeepAsync(
                transaction,
                [.. new[] { "diversion.json", "areas.csv" }.Select(f => Path.Combine(hub.Hub.Paths.Config, f))],
                CancellationToken.None),
            CancellationToken.None);
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"""
            UPDATE ops.run SET rules_hash = '{hash}', watermark = 1
             WHERE id = (SELECT run_id FROM result.diversion_case WHERE number = '{number}')
            """);
    }

    private async Task<string> FoundAsync(string period, string dealer)
    {
        var number = $"DC-{period.Replace("-", "", StringComparison.Ordinal)}-610100-AB";
        var run = await PostgresFixture.ScalarAsync<long>(
            hub.Database,
            $"""
            INSERT INTO ops.run (pipeline, scope, period, status, code_version, asked_by, created_at, ended_at)
            VALUES ('match-diversion', '', '{period}', 'succeeded', 'test', 'test', now(), now()) RETURNING id
            """);
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"""
            INSERT INTO result.diversion_case (run_id, number, standing, dealer_code, product_code, area_code, period,
                codes, shipped, share, spots, severity, first_scan, last_scan, event_ids, evidence, evidence_zh,
                rule_version)
            VALUES ({run}, '{number}', 'case', '{dealer}', 'P1', '610100', '{period}', 3, 100, 0.03, 2, 'Minor',
                '{period}-10T00:00Z', '{period}-11T00:00Z', ARRAY['E1', 'E2', 'E3'],
                E'+ 3 distinct codes <i>\n- 3 of 100', E'+ 扫到 3 个码 <i>\n- 3 of 100', 1);
            INSERT INTO result.scan_verdict (run_id, event_id, code, verdict, decided_by, dealer_code, product_code,
                area_code, scanned_at, actor, place, evidence)
            SELECT {run}, 'E' || n, 'C' || n, 'Diverted', 'outside', '{dealer}', 'P1', '610100',
                   '{period}-10T00:00Z', 'Inspector', 'shop', '+ outside'
              FROM generate_series(1, 3) n
            """);
        return number;
    }
}
