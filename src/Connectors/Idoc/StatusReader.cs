using System.Xml;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Reads status IDocs (状态 IDoc): ALEAUD, in which SAP tells a sender what became of its IDocs, and STATUS (SYSTAT01).
/// Both come as XML, extended or not; only a few elements of them matter.
/// </summary>
internal static class StatusReader
{
    private const string Audit = "E1STATE";
    private const string Status = "E1STATS";

    /// <exception cref="ConnectorException">The file is none of a status message, or is not whole.</exception>
    public static IReadOnlyList<IdocStatus> Read(byte[] content, string file)
    {
        try
        {
            var found = XmlBody.Read(content).Descendants()
                .Where(e => e.Name.LocalName is Audit or Status)
                .Select(Of)
                .ToList();
            return found.Count > 0 ? found : throw Wrong($"{file} holds neither {Audit} nor {Status}.");
        }
        catch (XmlException e)
        {
            throw Wrong($"{file}, line {e.LineNumber}, is no well-formed XML: {e.Message}", e);
        }
    }

    private static IdocStatus Of(XElement segment)
    {
        var text = Value(segment, "STATXT") ?? "";
        for (var i = 1; i <= 4; i++)
        {
            var value = Value(segment, $"STAPA{i}_LNG") ?? Value(segment, $"STAPA{i}") ?? "";
            text = text.Replace($"&{i}", value, StringComparison.Ordinal);
        }

        var documents = segment.Descendants().Where(e => e.Name.LocalName == "OBJKEY").Select(e => e.Value.Trim());
        return new IdocStatus(
            Value(segment, "DOCNUM") ?? "",
            Value(segment, "STATUS") ?? "",
            text.Trim(),
            documents.FirstOrDefault(d => d.Length > 0)?.TrimStart('0'));
    }

    private static string? Value(XElement segment, string name) =>
        segment.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value
            ? value
            : null;

    private static ConnectorException Wrong(string what, Exception? cause = null) => new(
        ConnectorFailure.Transient,
        $"{what} Have SAP send it again as XML, or take it out of the folder of status messages.",
        cause);
}
