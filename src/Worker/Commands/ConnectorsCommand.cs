using System.CommandLine;
using System.Globalization;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub connectors check</c> (连接检查): reaches each partner, signs in, reads the first page of each dataset and holds
/// it against the mapping and the clocks against each other. Nothing is stored.
/// </summary>
internal static class ConnectorsCommand
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var names = new Argument<string[]>("names")
        {
            Description = "Names of files in config/connectors; none: all of them",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Command("check", "Reach, sign in, read one page of each dataset; exit code 1 if one fails")
        {
            names,
        };
        check.SetAction(async (parsed, cancel) =>
        {
            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            var registry = new ConnectorRegistry(paths, TimeProvider.System);
            var failures = 0;
            foreach (var name in parsed.GetValue(names) is { Length: > 0 } named ? named : registry.Names)
            {
                if (Load(registry, name) is not { } file)
                {
                    failures++;
                    continue;
                }

                Console.WriteLine($"{file.Name} ({file.Kind}, {file.Address ?? "no address"})");
                foreach (var dataset in file.Datasets)
                {
                    failures += await CheckAsync(registry, file, dataset, cancel) ? 0 : 1;
                }
            }

            return failures == 0 ? 0 : HubCommand.Failed;
        });
        return new Command("connectors", "The partners of config/connectors") { check, ConnectorFields.Create() };
    }

    // A file that cannot be read is told, and the others are still checked.
    private static ConnectorFile? Load(ConnectorRegistry registry, string name)
    {
        try
        {
            return registry.Load(name);
        }
        catch (ConfigurationException e)
        {
            Console.WriteLine($"{name}");
            Console.WriteLine($"  {e.Message.Replace("\n", "\n  ", StringComparison.Ordinal)}");
            return null;
        }
    }

    private static async Task<bool> CheckAsync(
        ConnectorRegistry registry, ConnectorFile file, DatasetMapping dataset, CancellationToken cancel)
    {
        try
        {
            var source = registry.Source(file);
            var parts = await source.PartsAsync(dataset, Window.Everything, cancel);
            await foreach (var page in source.PullAsync(dataset, parts[0], Window.Everything, null, cancel))
            {
                var mapped = Mapper.Map(Datasets.Find(dataset.Dataset)!, dataset, source.Read(dataset, page));
                Tell(dataset, mapped, page);
                return mapped.Rejected.Count == 0;
            }

            Console.WriteLine($"  {dataset.Dataset,-16} no page came");
            return false;
        }
        catch (Exception e) when (e is ConnectorException or ConfigurationException)
        {
            Console.WriteLine($"  {dataset.Dataset,-16} {e.Message}");
            return false;
        }
    }

    private static void Tell(DatasetMapping dataset, MappedPage mapped, RawPage page)
    {
        var total = page.SourceTotal is { } all ? $" of {all.ToString("N0", CultureInfo.InvariantCulture)}" : "";
        var clock = page.SentAt - DateTimeOffset.UtcNow is { } skew && skew.Duration() > Skew
            ? $"; its clock is {Math.Abs((long)skew.TotalSeconds)} s {(skew > TimeSpan.Zero ? "ahead" : "behind")}"
                + (dataset.Window is { } window && skew < -TimeSpan.FromMinutes(window.OverlapMinutes)
                    ? ", more than the window's overlap: raise overlapMinutes"
                    : "")
            : "";
        Console.WriteLine(
            $"  {dataset.Dataset,-16} {mapped.Tally.Records} records{total} on the first page, "
            + $"{mapped.Tally.RejectedLines} lines rejected{clock}");
        foreach (var row in mapped.Rejected.Take(3))
        {
            Console.WriteLine($"    {row.Place}: {row.Code}: {row.Message} {row.Remedy}");
        }
    }
}
