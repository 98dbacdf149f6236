using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>A rule set of reconciliation as a file (对账规则文件).</summary>
internal sealed record RulesFile(string Path)
{
    public string Hash => FileHash.Of([Path]);

    /// <summary>The rules in force for the dealers' ledgers.</summary>
    public static RulesFile In(HubPaths paths) =>
        new(System.IO.Path.Combine(paths.Config, "reconciliation", "dealer-ledger.json"));

    /// <exception cref="ConfigurationException">The file cannot be read, or its rules cannot run.</exception>
    public ReconciliationRules Load()
    {
        var rules = ConfigFile.Load<ReconciliationRules>(Path);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{Path}: {p}")))
            : rules;
    }
}
