using System.Net;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>The page of dealers' files: what came, what is noticed, and what waits for whom.</summary>
public sealed class UploadPagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task Shows_warnings_what_waits_and_what_to_do_about_it_and_every_name_is_text()
    {
        var asked = await SeedAsync();
        using var browser = await hub.SignInAsync("vera");
        var page = await browser.ReadAsync("/uploads?period=2023-05");
        Assert.Contains("识别不确定 Unsure", page);
        Assert.Contains($"./hub uploads map --upload {asked}", page);
        Assert.Contains("回复结果不明 Reply unclear", page);
        Assert.Contains("./hub uploads reply reply:D7 --arrived", page);
        Assert.Contains("mail: 1 left because the mail is broken", page);
        Assert.Contains("库存&lt;b&gt;.xlsx", page);
        Assert.DoesNotContain("<b>.xlsx", page);
        Assert.Matches("(?s)已接收 taken</span></td><td class=\"n\">9</td>.*?<td class=\"n some\">3</td>", page);

        var one = await browser.ReadAsync($"/uploads/{asked}");
        Assert.Contains("不能确定 It is not sure", one);
        using var none = await browser.GetAsync("/uploads/999999");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<long> SeedAsync()
    {
        var run = await PostgresFixture.ScalarAsync<long>(
            hub.Database,
            """
            INSERT INTO ops.run (pipeline, scope, period, status, code_version, asked_by, started_at, ended_at, note)
            VALUES ('intake', '', '2023-05', 'succeeded', '1', 'test', now(), now(),
                    'mail: 1 left because the mail is broken') RETURNING id
            """);
        return await PostgresFixture.ScalarAsync<long>(
            hub.Database,
            $"""
            INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id, period, dataset, verdict, rows_in,
                warnings, chunk_no)
            VALUES ('D7', '库存<b>.xlsx', '1', '', {run}, '2023-05', 'stock', 'Accepted', 9, 3, 1);
            INSERT INTO ops.rejected_row (run_id, chunk_no, dataset, file, code, message, remedy, message_zh, remedy_zh)
            VALUES ({run}, 2, '', 'a.xlsx', 'ask-column', 'It is not sure', 'Head it', '不能确定', '请改标题');
            INSERT INTO delivery.outbox (connector, kind, key, dealer_code, payload, run_id, status)
            VALUES ('intake:mail', 'upload-reply', 'reply:D7', 'D7', '{JsonNothing}', {run}, 'unknown');
            INSERT INTO delivery.reply (key, dealer_code, recipient, file_name, body, language)
            VALUES ('reply:D7', 'D7', 'a@b.cn', '回执.xlsx', '', 'Chinese');
            INSERT INTO raw.upload (dealer_code, file_name, sha256, body, run_id, period, dataset, verdict, rows_in,
                rejected, chunk_no, reason)
            VALUES ('D7', '往来.xlsx', '2', '', {run}, '2023-05', 'ledger', 'Refused', 4, 1, 2, 'It is not sure')
            RETURNING id
            """);
    }

    private const string JsonNothing = "{}";
}
