using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Makes the two faces of a REST system; without targets it is only read.</summary>
internal static class RestConnector
{
    /// <exception cref="ConfigurationException">The file is wrong, or names a secret that is not set.</exception>
    public static (ISource Source, ITarget? Target) Create(
        ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler)
    {
        HttpCheck.Require(file);
        var client = new RestClient(file, secrets, time, testHandler);
        return (
            new RestSource(client, file),
            file.Http!.Targets.Count == 0 ? null : new RestTarget(client, file.Http, file.Name, time));
    }
}
