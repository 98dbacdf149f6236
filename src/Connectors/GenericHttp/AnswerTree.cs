using System.Text.Json;
using System.Xml.Linq;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>A whole body, JSON or XML, whose values are reached by paths with dots.</summary>
internal abstract class AnswerTree(SourceRecord root)
{
    private Answer? _answer;

    public SourceRecord Root => root;

    /// <summary>An answer with its headers.</summary>
    /// <exception cref="ConnectorException">The body is not whole.</exception>
    public static AnswerTree Of(Answer answer, BodyFormat format, string what)
    {
        var tree = Parse(answer.Body, format, what);
        tree._answer = answer;
        return tree;
    }

    /// <summary>An answer with its headers; null where its body is not whole.</summary>
    public static AnswerTree? TryOf(Answer answer, BodyFormat format)
    {
        try
        {
            return Of(answer, format, "");
        }
        catch (ConnectorException)
        {
            // Asked by those who look for one word in an answer that is judged as a whole elsewhere.
            return null;
        }
    }

    /// <summary>The answer to a write, which may say all there is to say in its headers.</summary>
    /// <exception cref="ConnectorException">There is a body, and it is not whole.</exception>
    public static AnswerTree OfWrite(Answer answer, BodyFormat format, string what) => answer.Body.Length > 0
        ? Of(answer, format, what)
        : new JsonTree(default, what) { _answer = answer };

    /// <summary>A body that was stored; what its headers said is no longer known.</summary>
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
                ConnectorFailure.Transient,
                $"{what}: {NotJson(body.Span, e)}",
                e);
        }
    }

    private static string NotJson(ReadOnlySpan<byte> body, JsonException e)
    {
        var start = body.TrimStart(" \t\r\n"u8);
        var place = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        return start.IsEmpty ? "the answer is empty; JSON was expected."
            : start[0] == '<' ? "a web page or XML came; JSON was expected."
            : $"the answer is not whole JSON, by {place}.";
    }

    /// <summary>The text at a path; null where there is none.</summary>
    public string? Text(string path) => HeaderPath.Is(path)
        ? _answer is null ? null : HeaderPath.Value(_answer, path)
        : root.TryGet(path, out var text) && !string.IsNullOrEmpty(text) ? text : null;

    /// <summary>Whether it can be told what stands at a path: of a stored body no headers are left.</summary>
    public bool Knows(string path) => _answer is not null || !HeaderPath.Is(path);

    /// <summary>The records at a path, with what was written of each; null where no list stands there.</summary>
    public abstract IReadOnlyList<ListEntry>? List(string path);

    /// <summary>What stands where a list should, for messages.</summary>
    public virtual string Instead(string path) => "";

    /// <summary>The one record at a path; null where none stands there.</summary>
    public abstract SourceRecord? Record(string path);

    /// <summary>Whether a list that is not there may be how this partner writes an empty one.</summary>
    public abstract bool LeavesOut(string path);

    private sealed class JsonTree(JsonElement root, string what) : AnswerTree(new JsonRecord(root, what, 1))
    {
        public override IReadOnlyList<ListEntry>? List(string path) =>
            Walk(path) is { ValueKind: JsonValueKind.Array } list
                ? [.. list.EnumerateArray()
                    .Select((e, i) => new ListEntry(new JsonRecord(e, what, i + 1), e.GetRawText))]
                : null;

        public override SourceRecord? Record(string path) =>
            Walk(path) is { ValueKind: JsonValueKind.Object } found ? new JsonRecord(found, what, 1) : null;

        public override string Instead(string path) => Walk(path)?.ValueKind switch
        {
            JsonValueKind.Object => " but an object",
            JsonValueKind.String => " but a text",
            JsonValueKind.Null => " but null",
            _ => "",
        };

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

        public override SourceRecord? Record(string path) =>
            (path.Length == 0 ? root : XmlBody.Find(root, path).FirstOrDefault()) is { } found
                ? new XmlRecord(found, what, 1, NothingAsked)
                : null;

        public override bool LeavesOut(string path) => true;
    }
}

/// <summary>A record of a list, and what the partner wrote of it.</summary>
internal sealed record ListEntry(SourceRecord Record, Func<string> Raw);
