using System.Text;
using System.Xml.Linq;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Wms;

/// <summary>The warehouse's way to tell calls apart and to word its troubles: HTTP 200 with a flag.</summary>
internal sealed class WmsWire : IPartnerWire
{
    public CallKind KindOf(HttpRequest request) =>
        request.Query["method"].ToString().Split('.')[^1] is "create" or "cancel"
            ? CallKind.Write
            : CallKind.Read;

    public Task TellAsync(HttpContext context, Trouble trouble) => Write(context, trouble switch
    {
        Trouble.Busy => Failure("TOP15", "isp.remote-service-timeout: the service was too slow"),
        Trouble.Refused => Failure("S003", "The receiver's address is outside the area of this warehouse"),
        _ => Failure("TOP60", "qimen.request-convert-error: wrong sign"),
    });

    public static XElement[] Failure(string code, string message) =>
        [new XElement("flag", "failure"), new XElement("code", code), new XElement("message", message)];

    public static Task Write(HttpContext context, XElement[] answer)
    {
        var body = "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
            + new XElement("response", answer).ToString(SaveOptions.DisableFormatting);
        return Answer.Write(context, 200, "text/xml", Encoding.UTF8.GetBytes(body));
    }
}
