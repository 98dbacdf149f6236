using System.CommandLine;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Commands;

/// <summary>
/// <c>hub mapping check</c> and <c>preview</c> (映射预览): what the field mappings do, without a database, a password or a
/// call to the partner.
/// </summary>
internal static class MappingCommand
{
    private static readonly Option<string> Connector = new("--connector")
    {
        Description = "Name of a file in config/connectors, or a connector file",
        Required = true,
    };

    public static Command Create() => new("mapping", "Try field mappings without touching anything")
    {
        Check(), Preview(), MappingDiffCommand.Create(),
    };

    private static Command Check()
    {
        var named = new Argument<string[]>("files")
        {
            Description = "Connector files to check instead of those in config/connectors",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var check = new Command(
            "check", "Hold every mapping against the canonical datasets and its samples; exit code 2 for a fault")
        {
            named,
        };
        check.SetAction(parsed =>
        {
            var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
            var files = parsed.GetValue(named) is { Length: > 0 } own ? own : ConfigCheck.Connectors(paths);
            var problems = ConfigCheck.ProblemsOfConnectors(paths, files);
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            foreach (var file in files.Where(_ => problems.Count == 0).Select(ConnectorFile.Load))
            {
                Tell(file);
            }

            return problems.Count == 0 ? 0 : HubCommand.Wrong;
        });
        return check;
    }

    private static void Tell(ConnectorFile file)
    {
        var names = file.Datasets.Select(d => d.Dataset).ToList();
        Console.WriteLine($"{file.Name}: {string.Join(", ", names)}");
        var without = names.Where(name => MappingSamples.Find(file, name) is null).ToList();
        Console.WriteLine($"  {names.Count - without.Count} of {names.Count} samples become what stands beside them"
            + (without.Count == 0 ? "" : $"; without a sample: {string.Join(", ", without)}"));
    }

    private static Command Preview()
    {
        var dataset = new Option<string>("--dataset") { Description = "For example invoices", Required = true };
        var sample = new Option<string>("--sample")
        {
            Description = "A page as the partner sends it: an answer saved to a file, or a file of a folder",
            Required = true,
        };
        var expect = new Option<string?>("--expect")
        {
            Description = "What it should become: written where there is no such file, else compared; exit code 1 "
                + "where something differs",
        };
        var preview = new Command("preview", "Show the canonical rows of a sample, and every complaint")
        {
            Connector, dataset, sample, expect,
        };
        preview.SetAction(parsed =>
        {
            var spec = Datasets.Find(parsed.GetRequiredValue(dataset));
            var page = MappingSamples.Map(
                Load(parsed), parsed.GetRequiredValue(dataset), parsed.GetRequiredValue(sample));
            if (parsed.GetValue(expect) is { } expected)
            {
                return Expect(expected, MappingSamples.Expectation(spec!, page));
            }

            foreach (var line in MappingText.Of(spec!, page))
            {
                Console.WriteLine(line);
            }

            return page.Rejected.Count == 0 ? 0 : HubCommand.Failed;
        });
        return preview;
    }

    private static int Expect(string file, JsonObject actual)
    {
        if (!File.Exists(file))
        {
            File.WriteAllText(file, MappingSamples.TextOf(actual));
            Console.WriteLine($"Wrote {file}. Read it: from now on this is what the sample must become.");
            return 0;
        }

        var differences = MappingSamples.Compare(file, actual);
        foreach (var difference in differences)
        {
            Console.WriteLine(difference);
        }

        Console.WriteLine(differences.Count == 0
            ? $"{file}: just as expected."
            : $"{differences.Count} differences. If the mapping is right, delete {file} and write it anew.");
        return differences.Count == 0 ? 0 : HubCommand.Failed;
    }

    private static ConnectorFile Load(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(Connector);
        var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
        return new ConnectorRegistry(paths, TimeProvider.System).Load(
            name, ConnectorRegistry.IsFile(name) ? name : null);
    }
}
