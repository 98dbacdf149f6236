using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Files;
using DealerIntegration.Connectors.GenericHttp;
using DealerIntegration.Connectors.Idoc;
using DealerIntegration.Connectors.Kingdee;
using DealerIntegration.Connectors.Qimen;
using DealerIntegration.Connectors.Sap;
using DealerIntegration.Connectors.U8;
using DealerIntegration.Connectors.YonBip;

namespace DealerIntegration.Connectors;

/// <summary>The list of connector kinds (连接器清单). A new kind is one folder beside this file and one line here.</summary>
public static class ConnectorList
{
    /// <summary>
    /// Makes the two faces of a partner; a partner that is only read or only written to lacks the other.
    /// </summary>
    /// <param name="testHandler">Replaces the network in tests; the caller keeps and disposes it.</param>
    /// <exception cref="ConfigurationException">The file lacks what its kind needs, or names a secret that is not
    /// set.</exception>
    public static (ISource? Source, ITarget? Target) Create(
        ConnectorFile file,
        ISecrets secrets,
        TimeProvider time,
        HttpMessageHandler? testHandler = null) => file.Kind switch
    {
        ConnectorKind.Sap => Sap(file, new SapClient(file, secrets, time, testHandler), time),
        ConnectorKind.Qimen => Qimen(file, new QimenClient(file, secrets, time, testHandler)),
        ConnectorKind.Files => (new FilesSource(file), null),
        ConnectorKind.Idoc => IdocConnector.Create(file, time),
        ConnectorKind.Http => RestConnector.Create(file, secrets, time, testHandler),
        ConnectorKind.Yonbip => YonBipConnector.Create(file, secrets, time, testHandler),
        ConnectorKind.Kingdee => KingdeeConnector.Create(file, secrets, time, testHandler),
        ConnectorKind.U8 => U8Connector.Create(file, secrets, time, testHandler),
        _ => throw new ConfigurationException($"{file.FilePath}: there is no connector of kind '{file.Kind}'."),
    };

    private static (ISource Source, ITarget Target) Sap(
        ConnectorFile file, SapClient client, TimeProvider time) =>
        (new SapSource(client, file, time), new SapTarget(client, SapSettings.Of(file)));

    private static (ISource Source, ITarget Target) Qimen(ConnectorFile file, QimenClient client) =>
        (new QimenConnector(client, file), new QimenTarget(client));
}
