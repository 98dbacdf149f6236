using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Writes a body as the partner reads it.</summary>
internal static class BodyText
{
    /// <summary>The step of a path that means a list of one object.</summary>
    public const string FirstOfList = "0";

    // Chinese text and signs stay as they are: some partners sign or compare bodies before they read them.
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static (byte[] Bytes, string MediaType) Write(JsonObject body, BodyFormat format) => format switch
    {
        BodyFormat.Xml => (XmlText.Write(body), "application/xml"),
        _ => (Encoding.UTF8.GetBytes(Json(body)), "application/json"),
    };

    public static string Json(JsonObject body) => body.ToJsonString(Plain);

    /// <summary>
    /// Sets a member at a path with dots, and makes the objects around it where they are missing. The step 0 makes a
    /// list of one object (<c>entries.0.amount</c>).
    /// </summary>
    public static void Set(JsonObject body, string path, JsonNode? value)
    {
        var steps = path.Split('.');
        for (var i = 0; i < steps.Length - 1; i++)
        {
            if (steps[i + 1] == FirstOfList)
            {
                var list = body[steps[i]] as JsonArray ?? [new JsonObject()];
                body[steps[i++]] ??= list;
                body = (JsonObject)list[0]!;
                continue;
            }

            if (body[steps[i]] is not JsonObject inner)
            {
                body[steps[i]] = inner = [];
            }

            body = inner;
        }

        body[steps[^1]] = value;
    }
}
