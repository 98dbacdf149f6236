using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Kingdee;

/// <summary>Makes the two faces of a Kingdee Cloud; without targets it is only read.</summary>
internal static class KingdeeConnector
{
    /// <exception cref="ConfigurationException">The file is wrong, or names a secret that is not set.</exception>
    public static (ISource Source, ITarget? Target) Create(
        ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        KingdeeCheck.Require(file);
        var settings = file.Kingdee!;
        var client = new KingdeeClient(file, secrets, time, testHandler);
        return (
            new KingdeeSource(client, file),
            settings.Targets.Count == 0 ? null : new KingdeeTarget(client, settings));
    }
}
