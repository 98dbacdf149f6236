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
/// it against the mapping, the clocks against each other, and all names against what the partner says of itself.
/// Nothing is stored or sent.
/// </summary>
internal static class ConnectorsCommand
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var names = new Argument<string[]>("names")
        {
            Description = "Names of files in config/connectors, or connector files; none: all of config/connectors",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Command(
            "check",
            "Reach, sign in, read one page of each dataset; exit code 1 if one fails, 2 if a file or setting is wrong")
        {
            names,
        };
        check.SetAction(async (parsed, cancel) =>
        {
            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            var registry = new ConnectorRegistry(paths, TimeProvider.System);
            var worst = 0;
            foreach (var name in parsed.GetValue(names) is { Length: > 0 } named ? named : registry.Names)
            {
                if (Load(registry, name) is not { } file)
                {
                    worst = HubCommand.Wrong;
                    continue;
                }

                Console.WriteLine($"{file.Name} ({file.Kind}, {file.Address ?? "no address"})");
                foreach (var dataset in file.Datasets)
                {
                    worst = Math.Max(worst, await CheckAsync(registry, file, dataset, cancel));
                }

                worst = Math.Max(worst, await WritesAsync(registry, file, cancel));
            }

            return worst;
        });
        return new Command("connectors", "The partners of config/connectors") { check, ConnectorFields.Create() };
    }

    // A file that cannot be read is told, and the others are still checked.
    private static ConnectorFile? Load(ConnectorRegistry registry, string name)
    {
        try
        {
            return registry.Load(name, ConnectorRegistry.IsFile(name) ? name : null);
        }
        catch (ConfigurationException e)
        {
            Console.WriteLine(name);
            Console.WriteLine($"  {e.Message.Replace("\n", "\n  ", StringComparison.Ordinal)}");
            return null;
        }
    }

    private static async Task<int> CheckAsync(
        ConnectorRegistry registry, ConnectorFile file, DatasetMapping dataset, CancellationToken cancel)
    {
        try
        {
            var source = registry.Source(file);
            var read = await ReadAsync(source, dataset, cancel);
            return Math.Max(read, await FitsAsync(source.ComplaintsAsync(dataset, cancel)));
        }
        catch (Exception e) when (e is ConfigurationException
            or ConnectorException { Failure: ConnectorFailure.Transient })
        {
            // Whoever cannot be reached is not asked for a description too.
            Console.WriteLine($"  {dataset.Dataset,-16} {e.Message}");
            return e is ConfigurationException ? HubCommand.Wrong : HubCommand.Failed;
        }
    }

    private static async Task<int> ReadAsync(ISource source, DatasetMapping dataset, CancellationToken cancel)
    {
        try
        {
            var parts = await source.PartsAsync(dataset, Window.Everything, cancel);
            await foreach (var page in First(source, dataset, parts, cancel))
            {
                var mapped = Mapper.Map(Datasets.Find(dataset.Dataset)!, dataset, source.Read(dataset, page));
                Tell(dataset, mapped, page);
                return mapped.Rejected.Count == 0 ? 0 : HubCommand.Failed;
            }

            Console.WriteLine($"  {dataset.Dataset,-16} nothing is there to read");
            return HubCommand.Failed;
        }
        catch (ConnectorException e) when (e.Failure == ConnectorFailure.Configuration)
        {
            // The partner's own description may say what is wrong with the question.
            Console.WriteLine($"  {dataset.Dataset,-16} {e.Message}");
            return HubCommand.Wrong;
        }
    }

    // What the partner would get is held against its description; nothing is sent.
    private static async Task<int> WritesAsync(
        ConnectorRegistry registry, ConnectorFile file, CancellationToken cancel)
    {
        try
        {
            return registry.FindTarget(file) is { } target ? await FitsAsync(target.ComplaintsAsync(cancel)) : 0;
        }
        catch (ConfigurationException) when (file.Datasets.Count > 0)
        {
            // Told beside each dataset already.
            return 0;
        }
    }

    private static async Task<int> FitsAsync(Task<IReadOnlyList<string>> asking)
    {
        try
        {
            var complaints = await asking;
            foreach (var complaint in complaints)
            {
                Console.WriteLine($"    {complaint}");
            }

            return complaints.Count == 0 ? 0 : HubCommand.Wrong;
        }
        catch (ConnectorException e)
        {
            Console.WriteLine($"    names could not be checked: {e.Message}");
            return 0;
        }
    }

    // A folder without files has no part at all.
    private static IAsyncEnumerable<RawPage> First(
        ISource source, DatasetMapping dataset, IReadOnlyList<string> parts, CancellationToken cancel) =>
        parts.Count == 0
            ? AsyncEnumerable.Empty<RawPage>()
            : source.PullAsync(dataset, parts[0], Window.Everything, null, cancel);

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
