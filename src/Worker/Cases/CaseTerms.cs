using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Cases;

/// <summary>
/// What working on cases goes by (办案口径): how long the phases take, how places are called, how codes are written.
/// </summary>
internal sealed record CaseTerms(CasePhases Phases, AreaList Areas, CodeRules Codes)
{
    /// <exception cref="ConfigurationException">A file is not what it must be.</exception>
    public static CaseTerms Load(HubPaths paths)
    {
        var path = Path.Combine(paths.Config, "diversion.json");
        var rules = ConfigFile.Load<DiversionRules>(path);
        return rules.Validate() is { Count: > 0 } problems
            ? throw new ConfigurationException(string.Join('\n', problems.Select(p => $"{path}: {p}")))
            : new CaseTerms(rules.Phases, AreaFile.Load(paths.Config), rules.Codes);
    }

    /// <summary>A place by code and name; the code alone where the list does not have it.</summary>
    public string Place(string area) => Areas.FullName(area) is { } name ? $"{area} {name}" : area;
}
