using System.CommandLine;
using DealerIntegration.Bench.Diversion;
using DealerIntegration.Bench.Import;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Bench.Reconcile;
using DealerIntegration.Bench.Settle;
using DealerIntegration.Bench.Spreadsheets;
using DealerIntegration.Bench.Sync;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Bench.Commands;

/// <summary><c>hub bench NAME</c>: how long a pipeline takes, against floor and baseline of the same minute.</summary>
internal static class BenchCommand
{
    private const string All = "all";

    // Benches that go together.
    private static readonly string[] Families = ["settle", "diversion", "spreadsheets", "sync"];

    public static Command Create()
    {
        var names = Benches().Select(b => b.Name).ToList();
        var name = new Argument<string>("name")
        {
            Description = $"{string.Join(", ", names)}, {string.Join(" or ", Families)} for all of its kind, or {All}",
        };
        name.AcceptOnlyFromAmong([.. names, .. Families, All]);
        var scale = new Option<BenchScale>("--scale")
        {
            Description = "small ends within a minute, full has a million rows and takes several",
            DefaultValueFactory = _ => BenchScale.Small,
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Rounds; the best counts",
            DefaultValueFactory = _ => 3,
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds: at least one round has to be measured.");
            }
        });
        var command = new Command("bench", "Measure a pipeline against the bare COPY and what a user would write")
        {
            name, scale, rounds, RunCommand.Json, RunCommand.Workers,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed,
            [.. Benches().Where(b => IsMeant(b.Name, parsed.GetRequiredValue(name)))],
            new BenchOptions(parsed.GetValue(scale), parsed.GetValue(rounds)),
            cancel));
        return command;
    }

    private static bool IsMeant(string bench, string name) =>
        name is All || bench == name
        || (Families.Contains(name) && bench.StartsWith(name + '-', StringComparison.Ordinal));

    private static IReadOnlyList<IBench> Benches() =>
    [
        new ImportBench(), new ReconcileBench(), SettleBench.One(), SettleBench.Twenty(), DiversionBench.Match(),
        DiversionBench.Load(), DiversionBench.All(), ReadingBench.Xlsx(), ReadingBench.Xls(), ReadingBench.Csv(),
        new UploadBench(), PullBench.First(), PullBench.Again(), new PushBench(),
    ];

    private static async Task<int> RunAsync(
        ParseResult parsed, IReadOnlyList<IBench> benches, BenchOptions options, CancellationToken cancel)
    {
        var config = parsed.GetValue(HubCommand.Config);
        var paths = HubPaths.Find(config, parsed.GetValue(HubCommand.Data));
        await using var server = await BenchServer.StartAsync(paths.Data, cancel);
        BenchPrinter.Settings(server);
        var results = new List<BenchResult>();
        foreach (var bench in benches)
        {
            await using var lab = await BenchLab.OpenAsync(
                server, bench.Name, paths.Config, parsed.GetValue(RunCommand.Workers), cancel);
            try
            {
                results.Add(await BenchRunner.RunAsync(
                    bench, lab, server, options, line => Console.Error.WriteLine(line), cancel));
            }
            catch (BenchException e)
            {
                await Console.Error.WriteLineAsync($"hub: bench {bench.Name}: {e.Message}");
                return HubCommand.Failed;
            }
        }

        BenchPrinter.Results(benches, results);
        if (parsed.GetValue(RunCommand.Json) is { } file)
        {
            await FiguresFile.WriteAsync(file, results, cancel);
        }

        return 0;
    }
}
