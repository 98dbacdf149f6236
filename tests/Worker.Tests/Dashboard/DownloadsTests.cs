using System.Net;
using DealerIntegration.Worker.Dashboard;

namespace DealerIntegration.Worker.Tests.Dashboard;

public sealed class DownloadsTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task Sends_a_recorded_file_under_its_own_name_and_writes_who_took_it()
    {
        var run = await RunAsync("succeeded");
        var path = Put("D1/对账单 2026-10.csv", "a;b");
        await RecordAsync(run, path);
        using var browser = await hub.SignInAsync("vera");
        using var answer = await browser.GetAsync($"/files/{run}/1");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("a;b", await answer.Content.ReadAsStringAsync());
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.Equal("对账单 2026-10.csv", disposition.FileNameStar);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("vera", await PostgresFixture.ScalarAsync<string>(
            hub.Database, $"SELECT actor FROM ops.audit WHERE action = 'file.download' AND subject = 'run {run}'"));
    }

    [Theory]
    [InlineData("../secrets/postgres.password")]
    [InlineData("../outbox-of-others/a.csv")]
    [InlineData("/etc/passwd")]
    [InlineData("D1/missing.csv")]
    [InlineData("")]
    [InlineData("D1")]
    public async Task Sends_nothing_from_outside_the_outbox_whatever_is_recorded(string recorded)
    {
        Directory.CreateDirectory(Path.Combine(hub.Outbox, "D1"));
        Directory.CreateDirectory(hub.Outbox + "-of-others");
        await File.WriteAllTextAsync(Path.Combine(hub.Outbox + "-of-others", "a.csv"), "x");
        await File.WriteAllTextAsync(Path.Combine(hub.Hub.Paths.Secrets, "postgres.password"), "x");
        var run = await RunAsync("succeeded");
        await RecordAsync(run, recorded);
        using var browser = await hub.SignInAsync("ida");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/files/{run}/1")).StatusCode);
    }

    [Fact]
    public void Follows_no_link_out_of_the_outbox()
    {
        Put("D2/real.csv", "x");
        var file = Path.Combine(hub.Outbox, "D2", "link.csv");
        var folder = Path.Combine(hub.Outbox, "D3");
        var outside = Path.Combine(hub.Hub.Paths.Data, "outside");
        Directory.CreateDirectory(outside);
        File.WriteAllText(Path.Combine(outside, "a.csv"), "x");
        File.CreateSymbolicLink(file, Path.Combine(outside, "a.csv"));
        Directory.CreateSymbolicLink(folder, outside);
        Assert.NotNull(Downloads.InOutbox(hub.Outbox, "D2/real.csv"));
        Assert.Null(Downloads.InOutbox(hub.Outbox, file));
        Assert.Null(Downloads.InOutbox(hub.Outbox, "D3/a.csv"));
    }

    [Theory]
    [InlineData("/files/{0}/0")]
    [InlineData("/files/{0}/2")]
    [InlineData("/files/{0}/x")]
    [InlineData("/files/{0}/..%2f..%2fsecrets%2fpostgres.password")]
    [InlineData("/files/{0}/1/../../secrets")]
    public async Task Knows_no_other_address_of_a_file(string address)
    {
        var run = await RunAsync("succeeded");
        await RecordAsync(run, Put("D4/a.csv", "x"));
        using var browser = await hub.SignInAsync("ida");
        Assert.Equal(
            HttpStatusCode.NotFound, (await browser.GetAsync(string.Format(null, address, run))).StatusCode);
    }

    [Fact]
    public async Task Waits_until_the_run_has_ended_because_its_files_are_numbered_then()
    {
        var run = await RunAsync("running");
        await RecordAsync(run, Put("D5/a.csv", "x"));
        using var browser = await hub.SignInAsync("ida");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/files/{run}/1")).StatusCode);
        var page = await browser.ReadAsync($"/runs/{run}");
        Assert.Contains("a.csv", page);
        Assert.DoesNotContain($"/files/{run}/1", page);
    }

    private string Put(string name, string content)
    {
        var path = Path.Combine(hub.Outbox, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    // A chunk under lease keeps the recovery from taking the run for a stranded one.
    private Task<long> RunAsync(string status) => PostgresFixture.ScalarAsync<long>(
        hub.Database,
        $"""
        WITH r AS (
            INSERT INTO ops.run (pipeline, scope, status, code_version, asked_by, started_at)
            VALUES ('quiet', '', '{status}', '1', 'test', now()) RETURNING id)
        INSERT INTO ops.run_chunk (run_id, no, content, lease_until) SELECT id, 1, '[]', now() + interval '1 day' FROM r
        RETURNING run_id
        """);

    private Task RecordAsync(long run, string path) => PostgresFixture.ExecuteAsync(
        hub.Database,
        $"INSERT INTO delivery.file (run_id, dealer_code, kind, path) VALUES ({run}, 'D1', 'statement', '{path}')");
}
