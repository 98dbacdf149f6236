using System.Text.RegularExpressions;
using DealerIntegration.EndToEnd.Tests.Support;

namespace DealerIntegration.EndToEnd.Tests;

/// <summary>Partners that fail: what passes is waited out, what stays is told, and no data is lost.</summary>
public sealed class BadPartnerTests(PostgresFixture postgres, ClearMonth clear)
{
    [Fact]
    public async Task A_month_in_bad_weather_ends_like_a_clear_one()
    {
        await using var stage = await Stage.OpenAsync(postgres);
        // Of these partners what has not happened by now will not happen: nobody need wait for it.
        Stage.Edit(SapFile(stage), new Regex("\"retries\": 4"), "\"retries\": 4, \"settleSeconds\": 0");
        foreach (var partner in new[] { stage.Sap, stage.Wms })
        {
            await Stage.FaultAsync(partner, "status500", 3);
            await Stage.FaultAsync(partner, "status429", 2);
            await Stage.FaultAsync(partner, "truncate", 2);
        }

        // Each of these has its effect at the partner, and the answer never arrives.
        await Stage.FaultAsync(stage.Sap, "status500AfterEffect", 2);
        await Stage.FaultAsync(stage.Sap, "sessionLost", 1);

        await stage.RunMonthAsync();

        // Several documents go in one call, and each of them then is without an answer.
        Assert.InRange(
            await stage.AskAsync<long>("SELECT count(*) FROM delivery.attempt WHERE outcome = 'unknown'"), 2L, 40L);
        Assert.Contains("\"repeated\":0", await Stage.StateAsync(stage.Sap), StringComparison.Ordinal);
        await clear.StageAsync(postgres);
        Content.MustBeEqual(clear.Content, await Content.OfAsync(stage));
    }

    [Fact]
    public async Task A_partner_that_stays_down_fails_the_run_and_the_next_run_succeeds()
    {
        await using var stage = await Stage.OpenAsync(postgres);
        stage.Set("chunkAttempts", 2);
        Stage.Edit(SapFile(stage), new Regex("\"retries\": 4"), "\"retries\": 1");
        await Stage.FaultAsync(stage.Sap, "status500", 1000);

        var failed = await stage.HubAsync("run", "import", "--scope", "sap/dealers", "--wait");

        failed.MustEndWith(1).MustSay("failed", "500");
        await MustHaveFailedAsync(stage, "transient");
        Assert.Equal(0L, await stage.AskAsync<long>("SELECT count(*) FROM canonical.dealer"));
        Assert.Equal(0L, await stage.AskAsync<long>("SELECT count(*) FROM ops.certificate WHERE complete"));

        await Stage.FaultAsync(stage.Sap, "status500", 0);
        (await stage.HubAsync("run", "import", "--scope", "sap/dealers", "--wait")).MustEndWith(0);
        Assert.Equal(24L, await stage.AskAsync<long>("SELECT count(*) FROM canonical.dealer"));
        Assert.Equal(1L, await stage.AskAsync<long>("SELECT count(*) FROM ops.certificate WHERE complete"));
    }

    [Fact]
    public async Task A_wrong_password_and_a_web_page_are_matters_for_a_person_and_are_not_retried()
    {
        await using var stage = await Stage.OpenAsync(postgres);
        stage.Environment("SAP_PASSWORD", "not the password");

        var refused = await stage.HubAsync("run", "import", "--scope", "sap/dealers", "--wait");

        refused.MustEndWith(1).MustSay("sign-in or authorisation refused (401)", "check user, secret and roles");
        Assert.DoesNotContain("not the password", refused.Text, StringComparison.Ordinal);
        await MustHaveFailedAsync(stage, "configuration");

        stage.Environment("SAP_PASSWORD", Stage.SapPassword);
        await Stage.FaultAsync(stage.Sap, "html", 1);
        (await stage.HubAsync("run", "import", "--scope", "sap/dealers", "--wait"))
            .MustEndWith(1).MustSay("a web page came instead of data", "Please log on");
        await MustHaveFailedAsync(stage, "configuration");
        Assert.Equal(
            2L,
            await stage.AskAsync<long>("SELECT count(*) FROM ops.run_chunk WHERE attempts = 1 AND status = 'open'"));
        Assert.Equal(0L, await stage.AskAsync<long>("SELECT count(*) FROM canonical.dealer"));
    }

    private static string SapFile(Stage stage) => Path.Combine(stage.Folder.Config, "connectors", "sap.json");

    private static async Task MustHaveFailedAsync(Stage stage, string kind) => Assert.Equal(
        $"failed {kind}",
        await stage.AskAsync<string>("SELECT status || ' ' || error_kind FROM ops.run ORDER BY id DESC LIMIT 1"));
}
