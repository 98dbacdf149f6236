using System.Net;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>Prepared settlements on the month's page: finance decides, and never about its own.</summary>
public sealed class SettlementPagesTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task Finance_releases_what_another_has_prepared_and_the_audit_comes_first()
    {
        var run = await PreparedAsync("2024-05", "paul");
        using var browser = await hub.SignInAsync("fiona");
        var page = await browser.ReadAsync("/months/2024-05");
        Assert.Contains("待放行 prepared", page);
        Assert.Contains("1,234.50 CNY", page);
        Assert.Contains("waits for its release by another than paul.", page);
        using var answer = await browser.PostAsync(
            "/months/2024-05", $"/months/2024-05/settlements/{run}/release");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(
            $"settlement.release|fiona|run {run}",
            await TextAsync(
                $"SELECT action || '|' || actor || '|' || subject FROM ops.audit WHERE subject = 'run {run}'"));
        Assert.Equal(
            "release|fiona|2024-05",
            await TextAsync(
                $"""
                SELECT pipeline || '|' || asked_by || '|' || period FROM ops.run
                 WHERE parameters ->> 'settlement' = '{run}'
                """));
    }

    [Fact]
    public async Task Whoever_prepared_it_sees_no_button_to_release_it_and_is_refused()
    {
        var run = await PreparedAsync("2024-06", "fiona");
        using var browser = await hub.SignInAsync("fiona");
        var page = await browser.ReadAsync("/months/2024-06");
        Assert.Contains("another person releases it", page);
        Assert.DoesNotContain($"/settlements/{run}/release", page);
        using var answer = await browser.PostAsync(
            "/months/2024-06", $"/months/2024-06/settlements/{run}/release");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("it takes a second person", await answer.Content.ReadAsStringAsync());
        Assert.Equal("", await TextAsync(
            $"SELECT coalesce(max(pipeline), '') FROM ops.run WHERE parameters ->> 'settlement' = '{run}'"));
    }

    [Fact]
    public async Task Finance_rejects_with_a_reason_that_stands_on_the_page()
    {
        var run = await PreparedAsync("2024-07", "paul");
        using var browser = await hub.SignInAsync("fiona");
        using var silent = await browser.PostAsync(
            "/months/2024-07", $"/months/2024-07/settlements/{run}/reject", ("reason", " "));
        Assert.Equal(HttpStatusCode.Conflict, silent.StatusCode);
        using var answer = await browser.PostAsync(
            "/months/2024-07", $"/months/2024-07/settlements/{run}/reject", ("reason", "<b>wrong</b> tiers"));
        Assert.Equal("/months/2024-07", answer.Headers.Location?.OriginalString);
        var page = await browser.ReadAsync("/months/2024-07");
        Assert.Contains("已退回 rejected", page);
        Assert.Contains("rejected by fiona: &lt;b&gt;wrong&lt;/b&gt; tiers", page);
        Assert.DoesNotContain("<b>wrong", page);
    }

    [Theory]
    [InlineData("ida")]
    [InlineData("vera")]
    public async Task Others_than_finance_look_and_cannot_decide(string user)
    {
        var run = await PreparedAsync(user == "ida" ? "2024-08" : "2024-09", "paul");
        var month = user == "ida" ? "/months/2024-08" : "/months/2024-09";
        using var browser = await hub.SignInAsync(user);
        Assert.DoesNotContain("/settlements/", await browser.ReadAsync(month));
        foreach (var verdict in new[] { "release", "reject" })
        {
            using var answer = await browser.PostAsync(
                "/months", $"{month}/settlements/{run}/{verdict}", ("reason", "x"));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    private async Task<long> PreparedAsync(string period, string by)
    {
        var run = await PostgresFixture.ScalarAsync<long>(
            hub.Database,
            $"""
            INSERT INTO ops.run (pipeline, scope, period, status, code_version, asked_by, created_at, ended_at)
            VALUES ('settle', '', '{period}', 'succeeded', 'test', '{by}', now(), now()) RETURNING id
            """);
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            $"""
            INSERT INTO result.rebate (run_id, policy, version, dealer_code, period, currency, basis, earned,
                posted_before, payable, arithmetic)
            VALUES ({run}, 'VOL', 1, 'D1', '{period}', 'CNY', 100000, 1234.50, 0, 1234.50, '')
            """);
        return run;
    }

    private async Task<string> TextAsync(string sql) =>
        await PostgresFixture.ScalarAsync<string>(hub.Database, sql) ?? "";
}
