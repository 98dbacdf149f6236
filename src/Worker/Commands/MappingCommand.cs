using System.CommandLine;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
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
        var check = new Command("check", "Hold every mapping against the canonical datasets; exit code 2 for a fault");
        check.SetAction(parsed =>
        {
            var folder = Path.Combine(
                HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data)).Config,
                "connectors");
            var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList();
            var problems = ConfigCheck.ProblemsOfConnectors(files);
            foreach (var problem in problems)
            {
                Console.Error.WriteLine(problem);
            }

            foreach (var file in files.Where(_ => problems.Count == 0).Select(ConnectorFile.Load))
            {
                Console.WriteLine($"{file.Name}: {string.Join(", ", file.Datasets.Select(d => d.Dataset))}");
            }

            return problems.Count == 0 ? 0 : HubCommand.Wrong;
        });
        return check;
    }

    private static Command Preview()
    {
        var dataset = new Option<string>("--dataset") { Description = "For example invoices", Required = true };
        var sample = new Option<string>("--sample")
        {
            Description = "A page as the partner sends it: an answer saved to a file, or a file of a folder",
            Required = true,
        };
        var preview = new Command("preview", "Show the canonical rows of a sample, and every complaint")
        {
            Connector, dataset, sample,
        };
        preview.SetAction(parsed =>
        {
            var file = Load(parsed);
            var page = Map(file, parsed.GetRequiredValue(dataset), parsed.GetRequiredValue(sample));
            foreach (var line in MappingText.Of(Datasets.Find(parsed.GetRequiredValue(dataset))!, page))
            {
                Console.WriteLine(line);
            }

            return page.Rejected.Count == 0 ? 0 : HubCommand.Failed;
        });
        return preview;
    }

    private static ConnectorFile Load(ParseResult parsed)
    {
        var name = parsed.GetRequiredValue(Connector);
        var paths = HubPaths.Find(parsed.GetValue(HubCommand.Config), parsed.GetValue(HubCommand.Data));
        return new ConnectorRegistry(paths, TimeProvider.System).Load(
            name, name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? name : null);
    }

    private static MappedPage Map(ConnectorFile file, string dataset, string sample)
    {
        var mapping = file.Dataset(dataset);
        var page = new RawPage(Path.GetFileName(sample), File.ReadAllBytes(sample), Cursor: null);
        var source = ConnectorRegistry.ReaderOf(file, TimeProvider.System);
        return Mapper.Map(Datasets.Find(dataset)!, mapping, source.Read(mapping, page));
    }
}
