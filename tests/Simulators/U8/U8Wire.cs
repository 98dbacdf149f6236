using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.U8;

/// <summary>How U8's OpenAPI writes its answers (报文): an errcode in each, HTTP 200 whatever happens.</summary>
internal sealed class U8Wire : IPartnerWire
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public CallKind KindOf(HttpRequest request) =>
        request.Path.StartsWithSegments("/system") ? CallKind.Token
        : HttpMethods.IsPost(request.Method) ? CallKind.Write
        : CallKind.Read;

    public Task TellAsync(HttpContext context, Trouble trouble) => Write(context, trouble switch
    {
        Trouble.Busy => Failure(new U8Exception(U8Exception.Busy, "代理服务繁忙，请稍后再试")),
        Trouble.Refused => Failure(new U8Exception(U8Exception.Refused, "客户信用额度不足，单据不能保存")),
        _ => Failure(new U8Exception(U8Exception.Token, "token 已失效")),
    });

    public static JsonObject Success() => new() { ["errcode"] = "0", ["errmsg"] = "" };

    public static JsonObject Failure(U8Exception error) =>
        new() { ["errcode"] = error.Code, ["errmsg"] = error.Message };

    public static Task Write(HttpContext context, JsonObject body) =>
        Answer.Write(context, 200, "application/json", body.ToJsonString(Plain));
}
