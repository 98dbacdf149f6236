using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Dashboard;

namespace DealerIntegration.Worker.Tests.Months;

/// <summary>What the person at the keyboard is told about a month, and with which exit code.</summary>
public sealed class PeriodCommandTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Tells_how_a_month_stands_what_a_close_lacks_and_opens_it_again()
    {
        await using var hub = await Month.OpenAsync(postgres);
        var (code, said, told) = await RunAsync(hub, "period", "close", "--period", "2026-10");
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("2026-10 cannot be closed, 2 in the way", told);
        await hub.ReconcileAndSettleAsync();
        var json = Path.Combine(hub.Paths.Data, "period.json");
        (code, said, _) = await RunAsync(hub, "period", "--period", "2026-10", "--json", json);
        Assert.Equal(0, code);
        Assert.Contains("Period 2026-10: reconciling", said);
        Assert.Contains("\"state\": \"reconciling\"", await File.ReadAllTextAsync(json));
        await hub.CloseAsync(Month.October);
        (code, said, _) = await RunAsync(hub, "period", "--period", "2026-10");
        Assert.Contains("Its figures are those of the close.", said);
        (code, _, told) = await RunAsync(hub, "period", "close", "--period", "2026-10");
        Assert.Equal(HubCommand.Wrong, code);
        Assert.Contains("is closed already", told);
        Assert.NotEqual(0, (await RunAsync(hub, "period", "reopen", "--period", "2026-10")).Code);
        (code, said, _) = await RunAsync(hub, "period", "reopen", "--period", "2026-10", "--reason", "late note");
        Assert.Equal(0, code);
        (_, said, _) = await RunAsync(hub, "period", "--period", "2026-10");
        Assert.Contains("\"late note\"", said);
    }

    [Fact]
    public async Task Tells_what_was_decided_and_what_to_run_next()
    {
        await using var hub = await Month.OpenAsync(postgres);
        await hub.ReconcileAndSettleAsync();
        var (code, said, _) = await RunAsync(
            hub, "match", "undo", "--period", "2026-10", "--dealer", "D001", "--match", "1", "--reason", "wrong one");
        Assert.Equal(0, code);
        Assert.Contains("ours R-D001-2026-10 (100.00), theirs 1 (100.00)", said);
        Assert.Contains("./hub reconcile --period 2026-10 --dealer D001", said);
        var number = await hub.ScalarAsync<long>("SELECT max(seq) FROM canonical.decision");
        Assert.Equal(
            0, (await RunAsync(hub, "decision", "withdraw", $"{number}", "--reason", "it was right")).Code);
        (code, said, _) = await RunAsync(hub, "decisions", "--period", "2026-10");
        Assert.Equal(0, code);
        Assert.Contains("2026-10: decisions 1", said);
        Assert.Contains("it was right", said);
    }

    private static Task<(int Code, string Said, string Told)> RunAsync(TestHub hub, params string[] words) =>
        DashboardFixture.WithDatabaseAsync(
            hub.ConnectionString,
            async () =>
            {
                var (console, errors) = (Console.Out, Console.Error);
                using var heard = new StringWriter();
                using var told = new StringWriter();
                Console.SetOut(heard);
                Console.SetError(told);
                try
                {
                    string[] line = [.. words, "--config", hub.Paths.Config, "--data", hub.Paths.Data];
                    var code = await HubCommand.RunAsync(
                        line, PeriodCommand.Create(), DecisionCommands.Match(), DecisionCommands.Decision(),
                        DecisionCommands.Decisions());
                    return (code, heard.ToString(), told.ToString());
                }
                finally
                {
                    Console.SetOut(console);
                    Console.SetError(errors);
                }
            });
}
