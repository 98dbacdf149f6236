using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Tests.Jobs;

/// <summary>A schedule may ask for a list of everything, which alone shows what the source has deleted.</summary>
public sealed class SchedulesTests(PostgresFixture postgres)
{
    [Theory]
    [InlineData("import", "\"everything\": true,", true)]
    [InlineData("import", "", false)]
    public async Task A_schedule_asks_for_everything_where_it_says_so(string pipeline, string member, bool everything)
    {
        await using var hub = await OpenAsync(pipeline, member);
        await hub.Get<Schedules>().OpenAsync("night", CancellationToken.None);
        var run = await hub.FindAsync(await hub.ScalarAsync<long>("SELECT max(id) FROM ops.run"));
        Assert.Equal(("sap/invoices", everything), (run.Scope, ImportRequest.Of(run).Everything));
    }

    [Fact]
    public async Task Nothing_but_an_import_can_be_of_everything()
    {
        await using var hub = await OpenAsync("deliver", "\"everything\": true,");
        var refused = await Assert.ThrowsAsync<ConfigurationException>(
            () => hub.Get<Schedules>().OpenAsync("night", CancellationToken.None));
        Assert.Contains("$.schedules[0].everything can only be said of the pipeline 'import'", refused.Message);
    }

    private Task<TestHub> OpenAsync(string pipeline, string member) => TestHub.OpenAsync(
        postgres,
        new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["schedules.json"] =
                    $$"""
                    {
                      "schedules": [
                        {
                          "name": "night", "cron": "0 3 * * *", "zone": "Asia/Shanghai", "pipeline": "{{pipeline}}",
                          {{member}} "scope": "sap/invoices", "period": "current"
                        }
                      ]
                    }
                    """,
            },
        });
}
