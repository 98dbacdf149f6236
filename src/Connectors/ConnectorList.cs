using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;

namespace DealerIntegration.Connectors;

/// <summary>The list of connector kinds (连接器清单). A new kind is one folder beside this file and one line here.</summary>
public static class ConnectorList
{
    /// <summary>Makes the two faces of a partner; a partner that is only read or only written to lacks the other.</summary>
    /// <param name="testHandler">Replaces the network in tests; the caller keeps and disposes it.</param>
    /// <exception cref="ConfigurationException">The file lacks what its kind needs, or names a secret that is not set.</exception>
    public static (ISource? Source, ITarget? Target) Create(
        ConnectorFile file, ISecrets secrets, TimeProvider time, HttpMessageHandler? testHandler = null) => file.Kind switch
    {
        ConnectorKind.Files => (new FilesSource(file), null),
        _ => throw new ConfigurationException($"{file.FilePath}: there is no connector of kind '{file.Kind}'."),
    };
}
