using System.CommandLine;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Settle;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub settle</c> (返利结算): what was earned in a period, less what was posted before.</summary>
internal static class SettleCommand
{
    public static Command Create()
    {
        var dealer = new Option<string?>("--dealer") { Description = "One dealer's code instead of all" };
        var policies = new Option<string?>("--policies")
        {
            Description = "Folder of policies instead of config/rebates",
        };
        var command = new Command("settle", "Settle rebates; settling again posts 0.00")
        {
            RunCommand.Period, dealer, policies, RunCommand.Progress, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            hub => RunCommand.ExecuteAsync(
                hub,
                new RunRequest(
                    "settle", parsed.GetValue(dealer) ?? "", RunCommand.RequiredPeriod(parsed), Environment.UserName,
                    SettlePipeline.Parameters(parsed.GetValue(policies))),
                parsed,
                parsed.GetValue(RunCommand.Workers),
                wait: true,
                cancel),
            cancel));
        return command;
    }
}
