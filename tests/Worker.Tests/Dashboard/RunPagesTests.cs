using System.Net;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class RunPagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    private const string Script = "<script>alert(1)</script>";

    [Fact]
    public async Task Starts_a_run_and_writes_it_to_the_audit_log_first()
    {
        using var browser = await hub.SignInAsync("ida");
        using var answer = await StartAsync(browser, "all/one", "2026-10");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var run = long.Parse(answer.Headers.Location!.OriginalString.Split('/')[2]);
        Assert.Equal("quiet|all/one|2026-10|ida", await TextAsync(
            $"SELECT concat_ws('|', pipeline, scope, period, asked_by) FROM ops.run WHERE id = {run}"));
        Assert.True(await PostgresFixture.ScalarAsync<bool>(
            hub.Database,
            $"""
            SELECT a.at < r.created_at AND a.actor = 'ida' FROM ops.audit a, ops.run r
             WHERE a.action = 'run.start' AND a.subject = 'quiet all/one 2026-10' AND r.id = {run}
            """));
        await WaitAsync($"SELECT status = 'succeeded' FROM ops.run WHERE id = {run}");
        var page = await browser.ReadAsync($"/runs/{run}");
        Assert.Contains("<dt>rows</dt><dd>1,234,567</dd>", page);
        Assert.Contains("status succeeded", page);
    }

    [Fact]
    public async Task Runs_again_what_ran_before()
    {
        using var browser = await hub.SignInAsync("ida");
        var old = await InsertAsync("failed", "again/me", "error = 'IOException: gone', error_kind = 'transient'");
        var page = await browser.ReadAsync($"/runs/{old}");
        Assert.Contains("IOException: gone", page);
        Assert.Contains("re-run", page);
        using var answer = await browser.PostAsync($"/runs/{old}", $"/runs/{old}/again");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.NotEqual($"/runs/{old}", answer.Headers.Location!.OriginalString);
        Assert.Equal($"as run {old}", await TextAsync(
            "SELECT detail FROM ops.audit WHERE action = 'run.again' AND subject = 'quiet again/me'"));
    }

    [Fact]
    public async Task Starts_nothing_that_could_not_be_written_to_the_audit_log()
    {
        using var browser = await hub.SignInAsync("ida");
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            "ALTER TABLE ops.audit ADD CONSTRAINT full_up CHECK (action <> 'run.start') NOT VALID");
        try
        {
            using var answer = await StartAsync(browser, "never", "");
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.DoesNotContain("full_up", await answer.Content.ReadAsStringAsync());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        }
        finally
        {
            await PostgresFixture.ExecuteAsync(hub.Database, "ALTER TABLE ops.audit DROP CONSTRAINT full_up");
        }

        Assert.Equal(0, await PostgresFixture.ScalarAsync<long>(
            hub.Database, "SELECT count(*) FROM ops.run WHERE scope = 'never'"));
    }

    [Fact]
    public async Task Starts_nothing_that_is_running_already()
    {
        using var browser = await hub.SignInAsync("ida");
        var open = await InsertAsync("running", "busy");
        using var answer = await StartAsync(browser, "busy", "");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains($"/runs/{open}", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("quiet", "", "2026-13")]
    [InlineData("quiet", "", "October")]
    [InlineData(Script, "", "2026-10")]
    [InlineData("quiet", "a\u0007b", "2026-10")]
    public async Task Refuses_a_request_that_cannot_be_and_says_why(string pipeline, string scope, string period)
    {
        using var browser = await hub.SignInAsync("ida");
        using var answer = await browser.PostAsync(
            "/", "/runs", ("pipeline", pipeline), ("scope", scope), ("period", period));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("class=\"problem\"", page);
        Assert.DoesNotContain(Script, page);
    }

    [Fact]
    public async Task Gives_a_viewer_pages_without_buttons_and_refuses_their_posts()
    {
        using var browser = await hub.SignInAsync("vera");
        var run = await InsertAsync("failed", "viewed");
        Assert.DoesNotContain("action=\"/runs", await browser.ReadAsync("/"));
        Assert.DoesNotContain("/again", await browser.ReadAsync($"/runs/{run}"));
        using var start = await StartAsync(browser, "by-viewer", "");
        using var again = await browser.PostAsync("/", $"/runs/{run}/again");
        using var job = await browser.PostAsync("/", "/hangfire/jobs/enqueued/delete", ("jobs[]", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, start.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, job.StatusCode);
        Assert.Equal(0, await PostgresFixture.ScalarAsync<long>(
            hub.Database, "SELECT count(*) FROM ops.audit WHERE actor = 'vera' AND action NOT LIKE 'session.%'"));
    }

    [Fact]
    public async Task Lets_both_roles_look_at_jobs_and_writes_what_IT_does_there()
    {
        using var viewer = await hub.SignInAsync("vera");
        Assert.Contains("Hangfire", await viewer.ReadAsync("/hangfire/servers"));
        using var figures = await viewer.PostAsync("/", "/hangfire/stats", ("metrics[]", "servers:count"));
        Assert.Equal(HttpStatusCode.OK, figures.StatusCode);
        using var browser = await hub.SignInAsync("ida");
        using var answer = await browser.PostAsync(
            "/", "/hangfire/jobs/enqueued/delete", ("jobs[]", "4711"), ("jobs[]", "4712"));
        Assert.True(answer.StatusCode is HttpStatusCode.NoContent or HttpStatusCode.OK, answer.StatusCode.ToString());
        Assert.Equal("ida|/hangfire/jobs/enqueued/delete|4711 4712", await TextAsync(
            "SELECT concat_ws('|', actor, subject, detail) FROM ops.audit WHERE action = 'hangfire.post'"));
    }

    [Fact]
    public async Task Shows_what_came_from_outside_as_text()
    {
        var run = await InsertAsync("incomplete", Script, $"note = '{Script}', counts = '{{\"x\": \"{Script}\"}}'");
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"""
            INSERT INTO ops.rejected_row
                (run_id, chunk_no, dataset, key, file, sheet, row_no, col, value, code, message, remedy)
            SELECT {run}, 1, 'sell-through', n || '{Script}', '{Script}', '{Script}', n, '{Script}', '{Script}', 'x',
                   '{Script}', '{Script}'
              FROM generate_series(1, 250) n;
            INSERT INTO delivery.file VALUES ({run}, '华东{Script}', '{Script}', '{Script}');
            INSERT INTO ops.certificate VALUES ({run}, '{Script}', '{Script}', false, 1, '["{Script}"]', '{Script}');
            """);
        using var browser = await hub.SignInAsync("ida");
        var page = await browser.ReadAsync($"/runs/{run}");
        Assert.DoesNotContain("<script>alert", page);
        Assert.DoesNotContain("<script>alert", await browser.ReadAsync("/"));
        Assert.Contains("华东&lt;script&gt;", page);
        Assert.Contains("200", page);
        Assert.Contains("250", page);
        Assert.DoesNotContain("status succeeded", page);
    }

    [Fact]
    public async Task Shows_the_steps_of_a_run_below_it_and_sums_their_rows()
    {
        var parent = await InsertAsync("running", "steps");
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"""
            WITH s AS (
                INSERT INTO ops.run (pipeline, scope, status, code_version, asked_by, parent_id, step, started_at)
                SELECT 'quiet', 'step-' || n, CASE n WHEN 0 THEN 'incomplete' ELSE 'running' END, '1', 'ida', {parent},
                       n, now()
                  FROM generate_series(0, 1) n RETURNING id, status)
            INSERT INTO ops.run_chunk (run_id, no, content, status, rows_in, rejected, lease_until)
            SELECT id, c, '[]', CASE WHEN status = 'running' AND c = 2 THEN 'open' ELSE 'done' END, 1000, 1,
                   now() + interval '1 day'
              FROM s, generate_series(1, 2) c
            """);
        using var browser = await hub.SignInAsync("vera");
        var page = await browser.ReadAsync($"/runs/{parent}");
        Assert.Matches("(?s)step-0.*step-1", page);
        Assert.Contains("""<progress class="incomplete" value="2" max="2">""", page);
        Assert.Contains("""<progress class="running" value="1" max="2">""", page);
        Assert.Contains("<dt>读入行 Rows in</dt><dd>4,000</dd>", page);
    }

    [Fact]
    public async Task Is_healthy_once_its_own_workers_have_announced_themselves()
    {
        using var stranger = hub.Open();
        await WaitAsync("SELECT EXISTS (SELECT 1 FROM hangfire.server)");
        Assert.Equal("ok", await stranger.ReadAsync("/health"));
        await PostgresFixture.ExecuteAsync(hub.Database, "ALTER TABLE hangfire.server RENAME TO server_gone");
        using var broken = await stranger.GetAsync("/health");
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            "ALTER TABLE hangfire.server_gone RENAME TO server; UPDATE hangfire.server SET id = 'other:1:' || id");
        using var foreign = await stranger.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, broken.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, foreign.StatusCode);
    }

    private static Task<HttpResponseMessage> StartAsync(Browser browser, string scope, string period) =>
        browser.PostAsync("/", "/runs", ("pipeline", "quiet"), ("scope", scope), ("period", period));

    // A chunk under lease keeps the recovery from taking an open run for a stranded one.
    private Task<long> InsertAsync(string status, string scope, string set = "step = NULL") =>
        PostgresFixture.ScalarAsync<long>(
        hub.Database,
        $"""
        INSERT INTO ops.run (pipeline, scope, status, code_version, asked_by, started_at)
        VALUES ('quiet', '{scope}', '{status}', '1', 'test', now());
        INSERT INTO ops.run_chunk (run_id, no, content, lease_until)
        SELECT max(id), 1, '[]', now() + interval '1 day' FROM ops.run;
        UPDATE ops.run SET {set} WHERE id = (SELECT max(id) FROM ops.run) RETURNING id
        """);

    private Task<string?> TextAsync(string sql) => PostgresFixture.ScalarAsync<string>(hub.Database, sql);

    private async Task WaitAsync(string sql)
    {
        for (var i = 0; i < 600 && !await PostgresFixture.ScalarAsync<bool>(hub.Database, sql); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(await PostgresFixture.ScalarAsync<bool>(hub.Database, sql), sql);
    }
}
