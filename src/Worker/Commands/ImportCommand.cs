using System.CommandLine;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Import;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub import</c>: pull one dataset, from a configured partner or through a connector file of its own; or take the
/// files of trace events that lie in their folder.
/// </summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("what")
        {
            Description = "connector/dataset, for example sap/invoices; or a connector file, for example "
                + "examples/online-retail/connector.json; or events: the files in drop/events",
        };
        var address = new Option<string?>("--address")
        {
            Description = "Folder or address to read instead of the file's",
        };
        var dataset = new Option<string?>("--dataset")
        {
            Description = "Dataset of a connector file that maps several",
        };
        var from = new Option<DateTimeOffset?>("--from")
        {
            Description = "Only what changed since then, for example 2026-10-01T00:00:00+08:00",
        };
        var to = new Option<DateTimeOffset?>("--to") { Description = "Only what changed before then" };
        var everything = new Option<bool>("--everything")
        {
            Description = "All the partner holds, although the dataset is pulled in windows",
        };
        var command = new Command("import", "Pull a dataset and certify that nothing is missing")
        {
            what, address, dataset, from, to, everything, RunCommand.AcceptGone, RunCommand.Progress,
            RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub => await RunCommand.ExecuteAsync(
                hub,
                Request(
                    parsed.GetRequiredValue(what), parsed.GetValue(dataset), parsed.GetValue(address),
                    new Extent(
                        parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(everything),
                        parsed.GetValue(RunCommand.AcceptGone))) with
                {
                    AskedBy = await Caller.NameAsync(hub, cancel),
                },
                parsed,
                parsed.GetValue(RunCommand.Workers),
                wait: true,
                cancel),
            cancel));
        return command;
    }

    private static RunRequest Request(string what, string? dataset, string? address, Extent extent)
    {
        if (extent is { Everything: true, IsOfWindow: true } || extent.From >= extent.To)
        {
            throw new UsageException("Say --everything, or a window whose --from is before its --to.");
        }

        if (what == "events")
        {
            return dataset is null && address is null && extent == Extent.Usual
                ? new RunRequest(what, "", null, Caller.Account)
                : throw new UsageException("Events are taken from their folder, without any option of a pull.");
        }

        if (!ConnectorRegistry.IsFile(what))
        {
            return new RunRequest("import", what, null, Caller.Account, extent.Parameters(null, address));
        }

        var file = ConnectorFile.Load(what);
        if (dataset is null && file.Datasets.Count != 1)
        {
            throw new UsageException(
                $"{what} maps {string.Join(", ", file.Datasets.Select(d => d.Dataset))}; say which with --dataset.");
        }

        var name = dataset ?? file.Datasets[0].Dataset;
        var folder = address is not null && Directory.Exists(address) ? Path.GetFullPath(address) : address;
        return new RunRequest(
            "import", $"{file.Name}/{name}", null, Caller.Account, extent.Parameters(what, folder));
    }

    private sealed record Extent(DateTimeOffset? From, DateTimeOffset? To, bool Everything, bool AcceptGone)
    {
        public static readonly Extent Usual = new(null, null, false, false);

        public bool IsOfWindow => From is not null || To is not null;

        public string Parameters(string? file, string? address) =>
            ImportRequest.Parameters(file, address, From, To, Everything, AcceptGone);
    }
}
