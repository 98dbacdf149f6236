using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Worker.Hosting;

namespace DealerIntegration.Worker.Decisions;

/// <summary>How much of a difference a person may give up, and where it is booked (核销权限).</summary>
/// <param name="Limit">The largest difference of one item, in the currency of the books; it may be reached.</param>
internal sealed record WriteOffLimits(decimal Limit, IReadOnlyList<string> Accounts)
{
    /// <exception cref="ConfigurationException">The rules cannot be read.</exception>
    public static WriteOffLimits Load(HubPaths paths)
    {
        // One place for both figures, until the rule set of a reconciliation states them.
        ArgumentNullException.ThrowIfNull(paths);
        return new WriteOffLimits(100m, ["6603"]);
    }
}
