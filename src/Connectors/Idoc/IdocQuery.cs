using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>What a dataset's <c>source</c> says for an IDoc connector.</summary>
/// <param name="Type">Basic type, for example <c>INVOIC02</c>.</param>
/// <param name="Message">Message type where several share a basic type (ORDERS and ORDRSP); absent: any.</param>
/// <param name="Pattern">Names of the files, for example <c>*.xml</c>.</param>
/// <param name="Folder">Folder below the connector's address; absent: the address itself.</param>
/// <param name="Encoding">auto, utf-8, utf-16, utf-16be, iso-8859-1 or gb18030.</param>
/// <param name="BytesWide">
/// The widths of flat records count bytes: so an SAP system without Unicode writes them,
/// and a Chinese character fills two places.
/// </param>
internal sealed record IdocQuery(
    string Type,
    string? Message = null,
    string Pattern = "*",
    string? Folder = null,
    string Encoding = IdocText.Auto,
    bool BytesWide = false)
{
    /// <exception cref="ConfigurationException">The dataset's source is none of an IDoc connector.</exception>
    public static IdocQuery Of(ConnectorFile file, DatasetMapping dataset) => ConfigFile.Parse<IdocQuery>(
        dataset.Source.GetRawText(), $"{file.FilePath}, dataset '{dataset.Dataset}', source");

    public bool Wants(IdocTree idoc) => idoc.Type == Type && (Message is null || idoc.Message == Message);

    public override string ToString() => Message is null ? Type : $"{Message} {Type}";
}
