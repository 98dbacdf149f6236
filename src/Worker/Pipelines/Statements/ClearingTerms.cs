using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Reconciliation.Clearing;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines.Reconcile;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>What a clearing goes by (核销与账龄口径): texts before a document number, and the bands of ages.</summary>
internal sealed record ClearingTerms(IReadOnlyList<string> Prefixes, IReadOnlyList<AgeBand> Bands)
{
    /// <exception cref="ConfigurationException">One of the files is not what it must be.</exception>
    public static ClearingTerms Load(HubPaths paths) => new(
        RulesFile.In(paths).Load().Prefixes, AgeBand.Starting(StatementTerms.Load(paths.Config).AgeBands));
}
