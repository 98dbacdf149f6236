namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>The page of the partners: how each dataset's last pull ended and which of its fields changed.</summary>
public sealed class ConnectorsPageTests(DashboardFixture hub) : IClassFixture<DashboardFixture>
{
    [Fact]
    public async Task Names_the_last_pull_its_reach_and_the_fields_that_came_or_went()
    {
        using var browser = await hub.SignInAsync("vera");
        Assert.Contains("Nothing was pulled yet", await browser.ReadAsync("/connectors"));
        await PostgresFixture.ExecuteAsync(
            hub.Database,
            """
            INSERT INTO ops.run
                (pipeline, scope, status, note, code_version, asked_by, started_at, ended_at, counts)
            VALUES ('import', 'sap/invoices', 'succeeded', NULL, '1', 'test', now(), '2026-10-31T02:00:00Z',
                    '{}'),
                   ('import', 'sap/invoices', 'incomplete', 'gone: <b>', '1', 'test', now(), '2026-10-31T03:00:00Z',
                    '{"gone": 0, "kept": 37}'),
                   ('import', 'wms/stock', 'succeeded', NULL, '1', 'test', now(), '2026-10-31T04:00:00Z',
                    '{"gone": 41}'),
                   ('replay', 'wms/codes', 'succeeded', NULL, '1', 'test', now(), now(), '{}');
            INSERT INTO ops.pull_reach (connector, dataset, reached_at, run_id)
            SELECT 'sap', 'invoices', '2026-10-30T16:00:00Z', min(id) FROM ops.run;
            INSERT INTO ops.source_field (connector, dataset, path, status, times, within, run_id)
            SELECT 'sap', 'invoices', path, status, 9, 9, (SELECT min(id) FROM ops.run)
              FROM (VALUES ('Text', 'missing'), ('Bank', 'new'), ('Amount', 'known')) AS f (path, status)
            """);
        var page = await browser.ReadAsync("/connectors");
        Assert.Contains("""<a href="/connectors">""", page);
        Assert.Contains("status incomplete", page);
        Assert.Contains("gone: &lt;b&gt;", page);
        Assert.Contains("2026-10-31 11:00:00", page);
        Assert.Contains("2026-10-31 00:00:00", page);
        Assert.Contains("""<span class="bad">Text</span>""", page);
        Assert.Contains("<td>Bank</td>", page);
        Assert.Contains("""<span class="bad">待确认 kept 37</span>""", page);
        Assert.Contains("<td>41", page);
        Assert.Contains("wms/stock", page);
        Assert.DoesNotContain("2026-10-31 10:00:00", page);
        Assert.DoesNotContain("wms/codes", page);
    }
}
