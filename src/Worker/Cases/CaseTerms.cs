using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Cases;

/// <summary>How long the phases of a case may take, from <c>config/diversion.json</c> (案件时限).</summary>
internal static class CaseTerms
{
    /// <exception cref="ConfigurationException">The file is not what it must be.</exception>
    public static CasePhases Load(HubPaths paths)
    {
        var path = Path.Combine(paths.Config, "diversion.json");
        var rules = ConfigFile.Load<DiversionRules>(path);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{path}: {p}")))
            : rules.Phases;
    }
}
