using System.Net;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>A month's work on the pages: what everybody sees, and what only finance and IT can do.</summary>
public sealed class MonthPagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public async Task Names_each_blocker_with_its_owner_and_the_command_that_removes_it()
    {
        await ReconciledAsync("2025-01");
        using var browser = await hub.SignInAsync("vera");
        Assert.Contains("""<a href="/months/2025-01">2025-01</a>""", await browser.ReadAsync("/months"));
        var page = await browser.ReadAsync("/months/2025-01");
        Assert.Contains("经销商 D2", page);
        Assert.Contains("Incomplete: ledger.xlsx was refused", page);
        Assert.Contains("财务 finance", page);
        Assert.Contains("D3: -1234.50 CNY is unexplained, 1 break without a cause.", page);
        Assert.Contains("./hub settle --period 2025-01", page);
        Assert.Contains("""<dd class="bad">1,234.50</dd>""", page);
    }

    [Fact]
    public async Task Shows_the_dealers_of_a_run_those_with_work_first_and_incomplete_never_green()
    {
        var run = await ReconciledAsync("2025-02");
        using var browser = await hub.SignInAsync("vera");
        var page = await browser.ReadAsync($"/runs/{run}");
        Assert.Matches("(?s)code=D2.*code=D3.*code=D1", page);
        Assert.Contains("""<td class="n bad">-1,234.50</td>""", page);
        Assert.Contains("""<td class="n good">0.00</td>""", page);
        Assert.Contains("""<td class="n some">–</td>""", page);
        Assert.Contains("status incomplete", page);
    }

    [Fact]
    public async Task Offers_the_newest_statement_of_a_dealer_for_download()
    {
        var run = await ReconciledAsync("2025-03");
        var statements = await RunAsync("statements", "2025-03");
        var path = Path.Combine(hub.Outbox, "D1", "对账单.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, "figures");
        await ExecuteAsync(
            $"""
            INSERT INTO delivery.file (run_id, dealer_code, kind, path)
            VALUES ({statements}, 'D1', 'statement', '{path}'), ({statements}, 'D0', 'statement', '/a')
            """);
        using var browser = await hub.SignInAsync("vera");
        Assert.Contains($"/files/{statements}/2", await browser.ReadAsync($"/runs/{run}"));
        Assert.Equal("figures", await browser.ReadAsync($"/files/{statements}/2"));
    }

    [Fact]
    public async Task Shows_why_a_balance_is_what_it_is_and_any_page_of_many_matches()
    {
        var run = await ReconciledAsync("2025-04");
        await ExecuteAsync(
            $"""
            UPDATE result.reconciliation SET matches = 100000 WHERE run_id = {run} AND dealer_code = 'D3';
            INSERT INTO result.match
            SELECT {run}, 'D3', n, 'exactKey', 1, 'R' || n, n::text, n, n, 'ours ' || n || ' = theirs ' || n
              FROM generate_series(1, 100000) n;
            INSERT INTO result.break VALUES
                ({run}, 'D3', 2, 'MissingInTheirs', 'NotBookedByDealer', 'R7', 'R7', NULL, -50, -50, 'a',
                 'R7 of {Script}', 'R7', '2025-04', NULL, 'R7|', false, '2025-03', false, NULL)
            """);
        using var browser = await hub.SignInAsync("vera");
        var page = await browser.ReadAsync($"/runs/{run}/dealer?code=D3");
        Assert.Contains("经销商未入账 not booked by the dealer", page);
        Assert.Contains("""<td class="bad">未解释 unexplained""", page);
        Assert.Contains("<code>R7|</code> <small>R7 结转自 from 2025-03</small>", page);
        Assert.Contains("1 / 1000", page);
        Assert.Contains("<h2>账龄 ", page);
        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<form class=\"start\"", page);
        var last = await browser.ReadAsync($"/runs/{run}/dealer?code=D3&matches=1000");
        Assert.Contains("ours 100000 = theirs 100000", last);
        Assert.DoesNotContain("ours 99900 = theirs 99900", last);
        Assert.Equal(last.Length, (await browser.ReadAsync($"/runs/{run}/dealer?code=D3&matches=9999")).Length);
        using var none = await browser.GetAsync($"/runs/{run}/dealer?code=D9");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task Lets_finance_start_the_runs_of_a_month_and_no_others()
    {
        using var browser = await hub.SignInAsync("fiona");
        using var answer = await browser.PostAsync("/months/2025-05", "/months/2025-05/run", ("pipeline", "settle"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("fiona|settle 2025-05", await TextAsync(
            "SELECT actor || '|' || subject FROM ops.audit WHERE action = 'run.start' AND subject LIKE '%2025-05'"));
        using var month = await browser.PostAsync("/months/2025-05", "/months/2025-05/run", ("pipeline", "month"));
        Assert.Equal(HttpStatusCode.NotFound, month.StatusCode);
        using var any = await browser.PostAsync("/months/2025-05", "/runs", ("pipeline", "quiet"));
        Assert.Equal(HttpStatusCode.Forbidden, any.StatusCode);
        using var job = await browser.PostAsync("/months", "/hangfire/jobs/enqueued/delete", ("jobs[]", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, job.StatusCode);
    }

    [Fact]
    public async Task Closes_what_nothing_stands_in_the_way_of_and_opens_it_with_a_reason()
    {
        await ReconciledAsync("2024-01", green: true);
        await RunAsync("settle", "2024-01");
        using var browser = await hub.SignInAsync("fiona");
        using var closed = await browser.PostAsync("/months/2024-01", "/months/2024-01/close");
        Assert.Equal("/months/2024-01", closed.Headers.Location?.OriginalString);
        var page = await browser.ReadAsync("/months/2024-01");
        Assert.Contains("已结账 closed", page);
        Assert.Contains("The figures are those of the close.", page);
        using var silent = await browser.PostAsync("/months/2024-01", "/months/2024-01/reopen", ("reason", " "));
        Assert.Equal(HttpStatusCode.Conflict, silent.StatusCode);
        using var opened = await browser.PostAsync(
            "/months/2024-01", "/months/2024-01/reopen", ("reason", "late credit note"));
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Contains("late credit note", await browser.ReadAsync("/months/2024-01"));
        Assert.Equal("period.close period.reopen", await TextAsync(
            "SELECT string_agg(action, ' ' ORDER BY id) FROM ops.audit WHERE subject = '2024-01'"));
    }

    [Fact]
    public async Task Refuses_a_close_and_says_so_on_the_page()
    {
        await ReconciledAsync("2025-06");
        using var browser = await hub.SignInAsync("ida");
        using var answer = await browser.PostAsync("/months/2025-06", "/months/2025-06/close");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("2025-06 cannot be closed", page);
        Assert.Contains("""<button disabled>结账 Close</button>""", page);
    }

    [Fact]
    public async Task Takes_a_decision_of_finance_and_tells_why_another_cannot_be()
    {
        var run = await ReconciledAsync("2025-07");
        await ExecuteAsync(
            """
            INSERT INTO canonical.decision (dealer_code, period, kind, our_ids, their_ids, our_amount, their_amount,
                                            reason, decided_by, decided_on)
            VALUES ('D3', '2025-07', 'Match', '{R1}', '{7}', 10, 11, 'by phone', 'otto', '2025-08-01')
            """);
        using var browser = await hub.SignInAsync("fiona");
        var address = $"/runs/{run}/dealer?code=D3";
        Assert.Contains("by phone", await browser.ReadAsync(address));
        using var refused = await browser.PostAsync(
            address, $"/runs/{run}/decide", ("kind", "writeoff"), ("dealer", "D3"), ("item", Script),
            ("account", "6603"), ("reason", "small"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("is not an item", page);
        Assert.DoesNotContain(Script, page);
        var number = await PostgresFixture.ScalarAsync<long>(hub.Database, "SELECT max(seq) FROM canonical.decision");
        using var taken = await browser.PostAsync(
            address, $"/runs/{run}/decide", ("kind", "withdraw"), ("dealer", "D3"), ("number", $"{number}"),
            ("reason", "mistake"));
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.Contains("mistake", await browser.ReadAsync(address));
        Assert.Equal("fiona", await TextAsync(
            $"SELECT actor FROM ops.audit WHERE action = 'decision.withdraw' AND subject = 'decision {number}'"));
    }

    [Fact]
    public async Task Gives_a_viewer_no_buttons_and_refuses_their_posts()
    {
        var run = await ReconciledAsync("2025-08");
        using var browser = await hub.SignInAsync("vera");
        Assert.DoesNotContain("action=\"/months", await browser.ReadAsync("/months/2025-08"));
        foreach (var path in new[]
            { "/months/2025-08/run", "/months/2025-08/close", "/months/2025-08/reopen", $"/runs/{run}/decide" })
        {
            using var answer = await browser.PostAsync("/months", path, ("pipeline", "settle"), ("reason", "x"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(0, await PostgresFixture.ScalarAsync<long>(
            hub.Database, "SELECT count(*) FROM ops.audit WHERE subject LIKE '%2025-08%'"));
    }

    /// <summary>D1 agrees, D2 is incomplete, D3 has one break without a cause; or all agree.</summary>
    private async Task<long> ReconciledAsync(string period, bool green = false)
    {
        var run = await RunAsync("reconcile", period);
        await ExecuteAsync(
            $"""
            INSERT INTO result.reconciliation (run_id, dealer_code, period, currency, status, our_opening, our_closing,
                their_opening, their_closing, difference, explained, residual, matched, matches, note)
            SELECT {run}, d, '{period}', 'CNY', s, 0, 5000, 0, 5000 + r, r, 0, r, 5000, 1, n
              FROM (VALUES ('D1', 'green', 0.00, NULL), ('D2', 'incomplete', NULL, 'ledger.xlsx was refused'),
                           ('D3', 'open', -1234.50, NULL)) AS t (d, s, r, n)
             WHERE s = 'green' OR NOT {green};
            INSERT INTO result.break
            SELECT {run}, 'D3', 1, 'Unequal', NULL, 'R1', 'R1', '7', -1234.50, -1234.50, 'b', NULL, '', '{period}',
                   '{period}', 'R1|7', false, NULL, false, NULL WHERE NOT {green}
            """);
        return run;
    }

    private Task<long> RunAsync(string pipeline, string period) => PostgresFixture.ScalarAsync<long>(
        hub.Database,
        $"""
        INSERT INTO ops.run (pipeline, scope, period, status, watermark, code_version, asked_by, started_at, ended_at)
        VALUES ('{pipeline}', '', '{period}', 'succeeded', 0, '1', 'test', now(), now()) RETURNING id
        """);

    private Task ExecuteAsync(string sql) => PostgresFixture.ExecuteAsync(hub.Database, sql);

    private Task<string?> TextAsync(string sql) => PostgresFixture.ScalarAsync<string>(hub.Database, sql);
}
