using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Sap;

/// <summary>The ERP's way to tell calls apart and to word its troubles.</summary>
internal sealed class SapWire : IPartnerWire
{
    public CallKind KindOf(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) ? CallKind.Write
        : request.Headers["x-csrf-token"].Count > 0 ? CallKind.Token
        : CallKind.Read;

    public Task TellAsync(HttpContext context, Trouble trouble)
    {
        switch (trouble)
        {
            case Trouble.Busy:
                // What some gateways in front of an ERP make of its failure: the error, but with a good status.
                return Tell(context, 200, new SapException(500, "SY/530", "An exception was raised"));
            case Trouble.Refused:
                return Tell(context, 400, new SapException(400, "V1/331", "Sold-to party is blocked for orders"));
            default:
                context.Response.Headers["x-csrf-token"] = "Required";
                return Answer.Write(context, 403, "text/plain", "CSRF token validation failed");
        }
    }

    private static Task Tell(HttpContext context, int status, SapException error) =>
        Answer.Write(context, status, "application/json", SapJson.Error(error));
}
