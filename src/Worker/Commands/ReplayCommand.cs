using System.CommandLine;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub replay</c> (重放): reads stored pages again with the mapping as it is now.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("what") { Description = "connector/dataset, for example sap/invoices" };
        var file = new Option<string?>("--file")
        {
            Description = "Connector file to read with, where it is not the one in config/connectors",
        };
        var command = new Command(
            "replay", "Read the stored pages of a dataset again with its mapping as it is now, without a call")
        {
            what, file, RunCommand.AcceptGone, RunCommand.Progress, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub => await RunCommand.ExecuteAsync(
                hub,
                new RunRequest(
                    "replay", parsed.GetRequiredValue(what), null, await Caller.NameAsync(hub, cancel),
                    ImportRequest.Parameters(
                        parsed.GetValue(file), null, null, null, false, parsed.GetValue(RunCommand.AcceptGone))),
                parsed,
                parsed.GetValue(RunCommand.Workers),
                wait: true,
                cancel),
            cancel));
        return command;
    }
}
