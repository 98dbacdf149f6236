using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>Builds the body of a document in the partner's words.</summary>
internal sealed class TargetBody
{
    private readonly PushDocument _document;
    private readonly SourceRecord _payload;
    private readonly List<string> _problems = [];

    private TargetBody(PushDocument document)
    {
        _document = document;
        _payload = new JsonRecord(
            JsonSerializer.Deserialize<JsonElement>(document.Payload), $"{document.Kind} {document.Key}", 1);
    }

    /// <summary>The body, or in words why the document cannot be written so.</summary>
    public static (JsonObject Body, string? Problem) Of(
        Dictionary<string, FieldMapping> fields, HttpLines? lines, PushDocument document)
    {
        var writer = new TargetBody(document);
        var body = writer.Members(fields, writer.OfDocument);
        if (lines is not null)
        {
            BodyText.Set(body, lines.Member, writer.Lines(lines));
        }

        return (body, writer._problems.Count == 0 ? null : string.Join(' ', writer._problems));
    }

    private JsonArray Lines(HttpLines lines) =>
    [
        .. _payload.Children("lines").Select(line => Members(
            lines.Fields,
            path => path.StartsWith('/') ? OfDocument(path[1..]) : Text(line, path))),
    ];

    private JsonObject Members(Dictionary<string, FieldMapping> fields, Func<string, string?> read)
    {
        JsonObject body = [];
        foreach (var (member, field) in fields)
        {
            if (TargetValue.Of(member, field, read, out var problem) is { } value)
            {
                BodyText.Set(body, member, value);
            }

            if (problem is not null)
            {
                _problems.Add(problem);
            }
        }

        return body;
    }

    private string? OfDocument(string path) => path switch
    {
        "@key" => _document.Key,
        "@dealer" => _document.DealerCode,
        "@kind" => _document.Kind,
        _ => Text(_payload, path),
    };

    private static string? Text(SourceRecord record, string path) =>
        record.TryGet(path, out var text) ? text : null;
}
