using System.CommandLine;
using System.Text.Json;
using DealerIntegration.Worker.Access;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Commands;

/// <summary><c>hub run PIPELINE</c>: start any pipeline, wait for it, tell how it goes.</summary>
internal static class RunCommand
{
    public static readonly Option<string?> Period = new("--period") { Description = "Month, for example 2026-10" };

    public static readonly Option<ProgressStyle> Progress = new("--progress")
    {
        Description = "text, or json: one object a line",
        DefaultValueFactory = _ => ProgressStyle.Text,
    };

    public static readonly Option<string?> Json = new("--json") { Description = "Also write the figures to this file" };

    public static readonly Option<int?> Workers = new("--workers")
    {
        Description = "Workers in this process (default: none if a hub is serving, else as configured)",
    };

    public static readonly Option<bool> AcceptGone = new("--accept-gone")
    {
        Description = "What is missing at the source is gone, however much it is",
    };

    public static Command Create()
    {
        var pipeline = new Argument<string>("pipeline")
        {
            Description = "month, import, uploads, reconcile, settle, …",
        };
        var scope = new Option<string>("--scope")
        {
            Description = "What part, for example sap/invoices",
            DefaultValueFactory = _ => "",
        };
        var wait = new Option<bool>("--wait")
        {
            Description = "Wait for the end (exit code 0: succeeded or incomplete)",
        };
        var command = new Command("run", "Start a pipeline as a run of the ledger")
        {
            pipeline, scope, Period, wait, Progress, Json, Workers,
        };
        command.SetAction((parsed, cancel) => HubCommand.WithHubAsync(
            parsed,
            async hub =>
            {
                var request = new RunRequest(
                    parsed.GetRequiredValue(pipeline), parsed.GetRequiredValue(scope), CheckedPeriod(parsed),
                    await Caller.NameAsync(hub, cancel));
                var asked = parsed.GetValue(Workers);
                return await ExecuteAsync(hub, request, parsed, parsed.GetValue(wait) ? asked : asked ?? 0,
                    parsed.GetValue(wait), cancel);
            },
            cancel));
        return command;
    }

    /// <summary>Starts a run and, if asked, stays until it has ended.</summary>
    public static async Task<int> ExecuteAsync(
        HubStart hub, RunRequest request, ParseResult parsed, int? workers, bool wait, CancellationToken cancel)
    {
        await using var host = await RunHost.StartAsync(hub, workers, cancel);
        var catalog = host.Services.GetRequiredService<JobCatalog>();
        if (!catalog.Has(request.Pipeline))
        {
            throw new UsageException(
                $"There is no pipeline '{request.Pipeline}'; there are {string.Join(", ", catalog.Names)}.");
        }

        var id = await host.Services.GetRequiredService<RunStarter>().StartAsync(request, cancel);
        if (!wait)
        {
            Console.WriteLine($"Run {id} is queued.");
            return 0;
        }

        var runs = host.Services.GetRequiredService<RunStore>();
        var family = await new RunWatcher(runs, parsed.GetValue(Progress)).WaitAsync(id, cancel);
        var reports = await RunReport.OfAsync(runs, family, cancel);

        // A run with steps has told each step's line already; its figures are what hub summary tells.
        if (parsed.GetValue(Progress) == ProgressStyle.Text && reports is [var only])
        {
            foreach (var line in only.Lines())
            {
                Console.WriteLine(line);
            }
        }

        if (parsed.GetValue(Json) is { } file)
        {
            var figures = reports.Select(report => report.ToJson());
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(figures, Pretty), cancel);
        }

        return family.Any(r => r.Status == RunStatus.Failed) ? HubCommand.Failed : 0;
    }

    public static string? CheckedPeriod(ParseResult parsed) =>
        parsed.GetValue(Period) is not { } text ? null
        : Domain.Values.Period.TryParse(text, out var period) ? period.ToString()
        : throw new UsageException($"'{text}' is not a period; write year and month, for example 2026-10.");

    public static string RequiredPeriod(ParseResult parsed) =>
        CheckedPeriod(parsed) ?? throw new UsageException("Say which month, for example --period 2026-10.");

    internal static readonly JsonSerializerOptions Pretty = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
