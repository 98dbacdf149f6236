using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Makes the calls that write a document, look it up and ask what became of it.</summary>
internal static class DocumentCall
{
    public static RestCall Write(HttpTargetRule rule, PushDocument document, byte[] body, string mediaType) =>
        new(MethodOf(rule.Method), Path(rule.Path, document), body, mediaType)
        {
            Header = rule.KeyHeader is { } name ? (name, HeaderName.Bearable(document.Key)) : null,
        };

    public static RestCall Find(HttpFind find, BodyFormat format, PushDocument document)
    {
        var path = Path(find.Path, document);
        if (find.Method == ReadVerb.Get)
        {
            return RestCall.Get(path);
        }

        var (bytes, mediaType) = BodyText.Write(Places(document).Fill(find.Body!.Value)!.AsObject(), format);
        return new RestCall(HttpMethod.Post, path, bytes, mediaType);
    }

    public static RestCall Ask(HttpLater later, string job) =>
        RestCall.Get(later.Path.Replace("{job}", Uri.EscapeDataString(job), StringComparison.Ordinal));

    private static string Path(string template, PushDocument document) =>
        Places(document).Fill(template, Uri.EscapeDataString)!;

    private static Template Places(PushDocument document) => new(
        new Dictionary<string, Template.Value>(StringComparer.Ordinal)
        {
            ["key"] = new(document.Key), ["dealer"] = new(document.DealerCode),
        });

    private static HttpMethod MethodOf(WriteVerb verb) => verb switch
    {
        WriteVerb.Put => HttpMethod.Put,
        WriteVerb.Patch => HttpMethod.Patch,
        _ => HttpMethod.Post,
    };
}
