using System.CommandLine;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub reconcile</c> (对账): every dealer of a period, or one.</summary>
internal static class ReconcileCommand
{
    public static Command Create()
    {
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code instead of all" };
        var command = new Command("reconcile", "Reconcile dealers' ledgers with our book")
        {
            RunCommand.Period, dealer, RunCommand.Progress, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => RunCommand.ExecuteAsync(
                hub,
                new RunRequest(
                    "reconcile", parsed.GetValue(dealer) ?? "", RunCommand.RequiredPeriod(parsed),
                    Environment.UserName),
                parsed,
                parsed.GetValue(RunCommand.Workers),
                wait: true,
                cancel),
            cancel));
        return command;
    }
}
