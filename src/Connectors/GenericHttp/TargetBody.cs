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

    /// <summary>
    /// Lays members over a body and over its lines, which stand there already in the order of the document's; the one
    /// line of a document without lines is read from the document alone.
    /// </summary>
    /// <returns>Why the document cannot be written so; null: it can.</returns>
    public static string? LayOver(
        JsonObject body, List<JsonObject> lines,
        Dictionary<string, FieldMapping> fields, Dictionary<string, FieldMapping> lineFields, PushDocument document)
    {
        var writer = new TargetBody(document);
        writer.Lay(body, fields, writer.OfDocument);
        var payload = writer._payload.Children("lines").ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            writer.Lay(lines[i], lineFields, writer.OfLine(payload.ElementAtOrDefault(i)));
        }

        return writer._problems.Count == 0 ? null : string.Join(' ', writer._problems);
    }

    private JsonArray Lines(HttpLines lines) =>
        [.. _payload.Children("lines").Select(line => Members(lines.Fields, OfLine(line)))];

    private Func<string, string?> OfLine(SourceRecord? line) => path =>
        path.StartsWith('/') ? OfDocument(path[1..]) : line is null ? null : Text(line, path);

    private JsonObject Members(Dictionary<string, FieldMapping> fields, Func<string, string?> read)
    {
        JsonObject body = [];
        Lay(body, fields, read);
        return body;
    }

    private void Lay(JsonObject body, Dictionary<string, FieldMapping> fields, Func<string, string?> read)
    {
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
