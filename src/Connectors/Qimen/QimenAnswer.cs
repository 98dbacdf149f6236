using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>The envelope of every Qimen answer. HTTP says 200 even for failures: the flag inside decides.</summary>
internal sealed record QimenAnswer(bool Success, string Code, string Message, XElement Root)
{
    /// <summary>The gateway or the WMS was busy or unreachable; the call may still have had its effect.</summary>
    public bool IsTransient => Code is "TOP15" or "TOP1"
        || Code.StartsWith("isp.", StringComparison.Ordinal)
        || Message.StartsWith("isp.", StringComparison.Ordinal);

    /// <summary>The gateway did not accept the caller: signature, account or parameters.</summary>
    public bool IsOfCaller => Code == "TOP60";

    public string Said => PartnerText.Shorten($"{Code}: {Message}");

    public static QimenAnswer Of(Answer answer, string what)
    {
        var root = XmlBody.Parse(answer.Body, what);
        var flag = root.Element("flag")?.Value;
        if (root.Name.LocalName != "response" || flag is not ("success" or "failure"))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the answer is no Qimen response with a flag; check 'address'.");
        }

        var message = answer.Redaction.Clean(root.Element("message")?.Value ?? "");
        return new QimenAnswer(flag == "success", root.Element("code")?.Value ?? "", message, root);
    }

    /// <exception cref="ConnectorException">The answer is a failure.</exception>
    public void RequireSuccess(string what)
    {
        if (!Success)
        {
            throw new ConnectorException(
                IsTransient ? ConnectorFailure.Transient : ConnectorFailure.Configuration,
                $"{what}: the WMS says {Said}");
        }
    }
}
