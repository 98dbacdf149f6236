using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>How YonBIP writes: an envelope with HTTP 200, Chinese as it is, stamps of China's clock without an offset.
/// </summary>
internal sealed class YonBipWire : IPartnerWire
{
    public const string BadToken = "非法token";

    /// <summary>Stands where a number is missing and the module writes what JSON does not know.</summary>
    public const string NotANumber = "\u0001NaN\u0001";

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public CallKind KindOf(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return !path.StartsWith(YonBipServer.Gateway, StringComparison.Ordinal) ? CallKind.Token
            : path.EndsWith("Save", StringComparison.Ordinal) || path.Contains("/batch", StringComparison.Ordinal)
                ? CallKind.Write
                : CallKind.Read;
    }

    public Task TellAsync(HttpContext context, Trouble trouble) => WriteAsync(context, trouble switch
    {
        Trouble.Busy => YonBipFault.Gateway("310071", "后端服务异常"),
        Trouble.Refused => YonBipFault.Module("客户已停用，不能下单"),
        _ => YonBipFault.Gateway("310036", BadToken),
    });

    public static Task WriteAsync(HttpContext context, YonBipFault fault)
    {
        var body = new JsonObject
        {
            ["code"] = fault.OfGateway ? long.Parse(fault.Code, CultureInfo.InvariantCulture) : fault.Code,
            ["message"] = fault.Message,
        };
        if (!fault.OfGateway)
        {
            (body["displayCode"], body["level"]) = ("000-539-000116", 0);
        }

        return Answer.Write(context, fault.Status, "application/json", body.ToJsonString(Plain));
    }

    public static Task WriteAsync(
        HttpContext context, string code, string message, JsonNode? data, string? level = null)
    {
        var body = new JsonObject { ["code"] = code, ["message"] = message };
        if (data is not null)
        {
            body["data"] = data;
        }

        if (level is not null)
        {
            body["level"] = level;
        }

        var text = body.ToJsonString(Plain).Replace("\"\\u0001NaN\\u0001\"", "NaN", StringComparison.Ordinal);
        return Answer.Write(context, 200, "application/json", text);
    }

    public static string Stamp(DateTimeOffset instant) =>
        instant.ToOffset(China).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A day as bills state it: its first second.</summary>
    public static string Day(DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd} 00:00:00");

    /// <summary>The modules count in binary: from ten million on their numbers come with an exponent.</summary>
    public static JsonNode Number(decimal value) => Math.Abs(value) < 10_000_000m
        ? JsonValue.Create(value)
        : JsonNode.Parse(Exponent(value))!;

    private static string Exponent(decimal value)
    {
        var digits = Math.Abs(value).ToString(CultureInfo.InvariantCulture);
        var point = digits.IndexOf('.', StringComparison.Ordinal) is var found and >= 0 ? found : digits.Length;
        var mantissa = digits.Replace(".", "", StringComparison.Ordinal);
        return $"{(value < 0 ? "-" : "")}{mantissa[..1]}.{mantissa[1..]}E{point - 1}";
    }
}
