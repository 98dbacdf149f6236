using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>The envelope of every Qimen answer. HTTP says 200 even for failures: the flag inside decides.</summary>
internal sealed record QimenAnswer(bool Success, string Code, string Message, XElement Root)
{
    private const string GatewayRoot = "error_response";

    /// <summary>The gateway or the WMS was busy or unreachable; the call may still have had its effect.</summary>
    public bool IsTransient => Code is "TOP15" or "TOP1"
        || Code.StartsWith("isp.", StringComparison.Ordinal)
        || Message.StartsWith("isp.", StringComparison.Ordinal);

    /// <summary>The gateway did not accept the caller: signature, account or parameters.</summary>
    public bool IsOfCaller => Code == "TOP60" || Root.Name.LocalName == GatewayRoot;

    public string Said => PartnerText.Shorten($"{Code}: {Message}");

    public static QimenAnswer Of(Answer answer, string what)
    {
        var root = WithoutNamespaces(XmlBody.Parse(answer.Body, what));
        if (root.Name.LocalName == GatewayRoot)
        {
            return OfGateway(root, answer);
        }

        var flag = root.Element("flag")?.Value.Trim().ToLowerInvariant();
        if (root.Name.LocalName != "response" || flag is not ("success" or "failure"))
        {
            throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{what}: the answer is no Qimen response with a flag; check 'address'.");
        }

        var message = answer.Redaction.Clean(root.Element("message")?.Value ?? "");
        return new QimenAnswer(flag == "success", root.Element("code")?.Value ?? "", message, root);
    }

    // The platform itself refuses a call in words of its own, before any warehouse sees it.
    private static QimenAnswer OfGateway(XElement root, Answer answer)
    {
        string Text(string name) => root.Element(name)?.Value.Trim() ?? "";
        var (code, message) = (Text("code"), Text("msg"));
        var (subCode, subMessage) = (Text("sub_code"), Text("sub_msg"));
        var said = string.Join(' ', new[] { message, subCode, subMessage }.Where(t => t.Length > 0));
        return new QimenAnswer(
            false,
            subCode.StartsWith("isp.", StringComparison.Ordinal) ? subCode : code,
            answer.Redaction.Clean(said),
            root);
    }

    // Which namespace a WMS declares says nothing of the data.
    private static XElement WithoutNamespaces(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            element.Name = element.Name.LocalName;
        }

        return root;
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
