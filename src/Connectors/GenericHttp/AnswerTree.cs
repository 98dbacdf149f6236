using System.Text.Json;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>A whole body, JSON or XML, whose values are reached by paths with dots.</summary>
internal abstract class AnswerTree(SourceRecord root)
{
    public SourceRecord Root => root;

    /// <exception cref="ConnectorException">The body is not whole.</exception>
    public static AnswerTree Parse(ReadOnlyMemory<byte> body, BodyFormat format, string what)
    {
        if (format == BodyFormat.Xml)
        {
            return new XmlTree(XmlBody.Parse(body, what), what);
        }

        try
        {
            var start = body.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
            return new JsonTree(JsonSerializer.Deserialize<JsonElement>(body.Span[start..]), what);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFailure.Transient, $"{what}: the answer is not whole JSON: {e.Message}", e);
        }
    }

    /// <summary>The text at a path; null where there is none.</summary>
    public string? Text(string path) => root.TryGet(path, out var text) && !string.IsNullOrEmpty(text) ? text : null;

    /// <summary>The records at a path, with what was written of each; null where no list stands there.</summary>
    public abstract IReadOnlyList<ListEntry>? List(string path);

    /// <summary>Whether a list that is not there may be how this partner writes an empty one.</summary>
    public abstract bool LeavesOut(string path);

    private sealed class JsonTree(JsonElement root, string what) : AnswerTree(new JsonRecord(root, what, 1))
    {
        public override IReadOnlyList<ListEntry>? List(string path) =>
            Walk(path) is { ValueKind: JsonValueKind.Array } list
                ? [.. list.EnumerateArray()
                    .Select((e, i) => new ListEntry(new JsonRecord(e, what, i + 1), e.GetRawText))]
                : null;

        public override bool LeavesOut(string path) => Walk(path) is { ValueKind: JsonValueKind.Null };

        private JsonElement? Walk(string path)
        {
            var found = root;
            foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                if (found.ValueKind == JsonValueKind.Null)
                {
                    return found;
                }

                if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(step, out found))
                {
                    return null;
                }
            }

            return found;
        }
    }

    private sealed class XmlTree(XElement root, string what)
        : AnswerTree(new XmlRecord(root, what, 1, NothingAsked))
    {
        private static readonly Dictionary<string, string> NothingAsked = [];

        public override IReadOnlyList<ListEntry>? List(string path) =>
            XmlBody.Find(root, path).ToList() is { Count: > 0 } found
                ? [.. found.Select((e, i) => new ListEntry(new XmlRecord(e, what, i + 1, NothingAsked), e.ToString))]
                : null;

        public override bool LeavesOut(string path) => true;
    }
}

/// <summary>A record of a list, and what the partner wrote of it.</summary>
internal sealed record ListEntry(SourceRecord Record, Func<string> Raw);
