using System.CommandLine;
using DealerIntegration.Bench.Measuring;
using DealerIntegration.Bench.Soak;
using DealerIntegration.Bench.Soak.Diversion;
using DealerIntegration.Bench.Soak.Partners;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Bench.Commands;

/// <summary><c>hub soak NAME --seeds N</c>: long seeded proofs of which the tests run a sample.</summary>
internal static class SoakCommand
{
    private const string Ledger = "ledger";
    private const string Connectors = "connectors";

    private static readonly IReadOnlyList<IProof> Pure =
        [new ReconcileProof(), new SettleProof(), new DiversionProof()];

    public static Command Create()
    {
        var names = Pure.Select(p => p.Name).Append(Ledger).Append(Connectors).ToArray();
        var name = new Argument<string>("name") { Description = string.Join(", ", names) };
        name.AcceptOnlyFromAmong(names);
        var seeds = new Option<int>("--seeds") { Description = "How many worlds", DefaultValueFactory = _ => 100 };
        var first = new Option<int>("--first") { Description = "First seed", DefaultValueFactory = _ => 1 };
        var minutes = new Option<double>("--minutes")
        {
            Description = "Stop after this long, however many seeds are left",
            DefaultValueFactory = _ => 30,
        };
        var command = new Command("soak", "Prove a law over many seeded worlds")
        {
            name, seeds, first, minutes, RunCommand.Json,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var asked = parsed.GetRequiredValue(name);
            var most = TimeSpan.FromMinutes(parsed.GetValue(minutes));
            var result = Pure.FirstOrDefault(p => p.Name == asked) is { } pure
                ? await RunAsync(pure)
                : await WithDatabaseAsync(parsed, asked, RunAsync, cancel);
            if (parsed.GetValue(RunCommand.Json) is { } file)
            {
                await FiguresFile.WriteAsync(file, result, cancel);
            }

            return result.Broken is null && result.Held > 0 ? 0 : HubCommand.Failed;

            async Task<SoakResult> RunAsync(IProof proof)
            {
                Console.WriteLine($"{proof.Name}: {proof.Law}.");
                var outcome = await SoakRunner.RunAsync(
                    proof, parsed.GetValue(first), parsed.GetValue(seeds), most, Tell, cancel);
                Print(outcome);
                return outcome;
            }

            void Tell(int done)
            {
                if (done % Math.Max(1, parsed.GetValue(seeds) / 10) == 0)
                {
                    Console.Error.WriteLine($"{asked}: {done} of {parsed.GetValue(seeds)} seeds");
                }
            }
        });
        return command;
    }

    private static async Task<SoakResult> WithDatabaseAsync(
        ParseResult parsed, string asked, Func<IProof, Task<SoakResult>> run, CancellationToken cancel)
    {
        var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
        await using var server = await BenchServer.StartAsync(paths.Data, cancel, durable: false);
        await using var lab = await BenchLab.OpenAsync(server, asked, paths.Config, null, cancel);
        if (asked == Ledger)
        {
            await lab.ExecuteAsync(LedgerProof.Schema, cancel);
            return await run(new LedgerProof(lab.Database));
        }

        // The same few statements come over and over: they need not be planned each time.
        var database = lab.Keep(new Database($"{lab.ConnectionString};Max Auto Prepare=100"));
        return await run(lab.Keep(new ConnectorsProof(database, Path.Combine(lab.Folder, "partners"))));
    }

    private static void Print(SoakResult result)
    {
        var rate = result.Held / Math.Max(0.1, result.Seconds);
        Console.WriteLine(
            $"{result.Held} of {result.Asked} seeds hold, in {result.Seconds} s ({rate:0.#} seeds a second)");
        foreach (var (figure, value) in result.Figures)
        {
            Console.WriteLine($"  {figure,-24} {BenchPrinter.Whole(value),14}");
        }

        foreach (var line in result.Report)
        {
            Console.WriteLine($"  {line}");
        }

        if (result.Broken is { } broken && result.BrokenSeed is null)
        {
            Console.Error.WriteLine($"The law does not hold over all: {broken}");
        }

        if (result.BrokenSeed is { } seed)
        {
            Console.Error.WriteLine($"Seed {seed} breaks the law (--first {seed} --seeds 1): {result.Broken}");
        }
        else if (result.Held < result.Asked)
        {
            Console.WriteLine("The time was up before all seeds were run.");
        }
    }
}
