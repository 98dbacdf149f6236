using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Pipelines;

/// <summary>The period of a run that cannot do without one.</summary>
internal static class RunPeriod
{
    public static Period Of(Run run) => Period.TryParse(run.Period, out var period)
        ? period
        : throw new ConfigurationException($"A {run.Pipeline} run needs a period; add for example --period 2026-10.");
}
