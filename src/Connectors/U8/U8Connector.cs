using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.U8;

/// <summary>Makes the two faces of a U8; without targets it is only read.</summary>
internal static class U8Connector
{
    /// <exception cref="ConfigurationException">The file is wrong, or names a secret that is not set.</exception>
    public static (ISource Source, ITarget? Target) Create(
        ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        U8Check.Require(file);
        var settings = file.U8!;
        var client = new U8Client(file, secrets, time, testHandler);
        return (
            new U8Source(client, file, time),
            settings.Targets.Count == 0 ? null : new U8Target(client, settings, time));
    }
}
