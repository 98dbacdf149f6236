using System.Text.Json;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Rest;

/// <summary>The JSON system's way to tell calls apart and to word its troubles.</summary>
internal sealed class RestWire : IPartnerWire
{
    public CallKind KindOf(HttpRequest request) =>
        request.Path == "/oauth/token" ? CallKind.Token
        : HttpMethods.IsPost(request.Method) ? CallKind.Write
        : CallKind.Read;

    public Task TellAsync(HttpContext context, Trouble trouble) => trouble switch
    {
        Trouble.Busy => Write(context, 200, new { code = "BUSY", message = "The posting period is being closed" }),
        Trouble.Refused => Write(context, 422, new { code = "CREDIT", message = "The customer is over its limit" }),
        _ => Write(context, 401, new { code = "TOKEN", message = "The access token is no longer valid" }),
    };

    public static Task Write(HttpContext context, int status, object body) =>
        Answer.Write(context, status, "application/json", JsonSerializer.SerializeToUtf8Bytes(body));
}
