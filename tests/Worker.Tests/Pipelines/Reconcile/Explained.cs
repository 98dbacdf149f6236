using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Dashboard;

namespace DealerIntegration.Worker.Tests.Pipelines.Reconcile;

/// <summary>What <c>hub explain</c> answers for October.</summary>
internal static class Explained
{
    public static Task<(int Code, string Said)> SayAsync(this TestHub hub, params string[] words) =>
        DashboardFixture.WithDatabaseAsync(
            hub.ConnectionString,
            async () =>
            {
                var console = Console.Out;
                using var heard = new StringWriter();
                Console.SetOut(heard);
                try
                {
                    string[] line =
                    [
                        "explain", .. words, "--period", "2026-10", "--config", hub.Paths.Config, "--data",
                        hub.Paths.Data,
                    ];
                    return (await HubCommand.RunAsync(line, ExplainCommand.Create()), heard.ToString());
                }
                finally
                {
                    Console.SetOut(console);
                }
            });
}
