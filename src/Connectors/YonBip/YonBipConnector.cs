using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>Makes the two faces of a YonBIP tenant; without targets it is only read.</summary>
internal static class YonBipConnector
{
    /// <exception cref="ConfigurationException">The file is wrong, or names a secret that is not set.</exception>
    public static (ISource Source, ITarget? Target) Create(
        ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        YonBipCheck.Require(file);
        var client = new YonBipClient(file, secrets, time, testHandler);
        var targets = file.Yonbip?.Targets ?? [];
        return (
            new YonBipSource(client, file, time),
            targets.Count == 0 ? null : new YonBipTarget(client, targets));
    }
}
