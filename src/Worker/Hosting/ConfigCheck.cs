using DealerIntegration.Connectors;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Drop;
using DealerIntegration.Connectors.Epcis;
using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Orders;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Pipelines.Settle;
using DealerIntegration.Worker.Pipelines.Statements;

namespace DealerIntegration.Worker.Hosting;

/// <summary>Loads every kind of configuration the way its pipeline does.</summary>
internal static class ConfigCheck
{
    /// <summary>
    /// Faults of single connector files, wherever they stand, and of the samples beside them; a partner is not called.
    /// </summary>
    public static IReadOnlyList<string> ProblemsOfConnectors(HubPaths paths, IEnumerable<string> files)
    {
        var registry = new ConnectorRegistry(paths, TimeProvider.System);
        var problems = new List<string>();
        foreach (var path in files)
        {
            try
            {
                var file = ConnectorFile.Load(path);
                if (file.Kind is ConnectorKind.Files or ConnectorKind.Idoc)
                {
                    // Making the source checks what each dataset asks for; it needs no secret and opens nothing.
                    ConnectorList.Create(file, new Secrets(), TimeProvider.System);
                }

                problems.AddRange(MappingSamples.Differences(registry.Load(file.Name, path)));
            }
            catch (ConfigurationException e)
            {
                problems.AddRange(e.Message.Split('\n'));
            }
        }

        return problems;
    }

    /// <summary>The connector files of the configuration.</summary>
    public static IReadOnlyList<string> Connectors(HubPaths paths) =>
        [.. Directory.GetFiles(Path.Combine(paths.Config, "connectors"), "*.json").Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Problems(HubPaths paths)
    {
        var problems = new List<string>();
        string At(params string[] parts) => Path.Combine([paths.Config, .. parts]);
        void Try(Action load)
        {
            try
            {
                load();
            }
            catch (ConfigurationException e)
            {
                problems.AddRange(e.Message.Split('\n'));
            }
        }

        void Validate<T>(string file, Func<T, IEnumerable<string>> validate)
            where T : class =>
            Try(() => problems.AddRange(validate(ConfigFile.Load<T>(file)).Select(p => $"{file}: {p}")));

        Try(() => HubOptions.Load(paths.Config));
        Try(() => ConfigFile.Load<Jobs.ScheduleFile>(At("schedules.json")));
        problems.AddRange(ProblemsOfConnectors(paths, Connectors(paths)));
        Try(() => UploadDefinitions.Load(At("uploads")));
        Try(() => EventRules.Load(paths.Config));
        Try(() => IntakeFile.Load(paths.Config));
        Try(() => AreaFile.Load(paths.Config));
        Try(() => PolicyFolder.Load(At("rebates")));
        Validate<StatementTerms>(At(StatementTerms.FileName), t => t.Validate());
        foreach (var setup in BookSources.All)
        {
            Try(() => RulesFile.In(paths, setup.Books).Load());
        }

        // Others in the folder are trials of somebody's, for --what-if; they are held to the same.
        foreach (var file in Directory.GetFiles(At("reconciliation"), "*.json").Order(StringComparer.Ordinal)
            .Where(file => BookSources.All.All(setup => setup.RulesFile != Path.GetFileName(file))))
        {
            Try(() => new RulesFile(file).Load());
        }

        Validate<DiversionRules>(At("diversion.json"), r => r.Validate().Select(p => p.ToString()));
        Validate<OrderRules>(At("pricing.json"), r => r.Validate());
        return problems;
    }
}
