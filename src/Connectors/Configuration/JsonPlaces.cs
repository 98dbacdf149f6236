using System.Text;
using System.Text.Json;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>
/// Where in a file a member stands, so that a fault found after reading can be pointed at like one found while reading.
/// </summary>
public sealed class JsonPlaces
{
    private readonly Dictionary<string, int> _starts = new(StringComparer.Ordinal);
    private readonly byte[] _bytes;

    /// <param name="text">JSON with comments that has been read without an error.</param>
    public JsonPlaces(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(
            _bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        reader.Read();
        Walk(ref reader, "");
    }

    /// <summary>Line and column, both from 1, of a member that is written as <c>rule.tiers[1].from</c>.</summary>
    /// <returns>Where the member is absent, the place of what should hold it.</returns>
    public (int Line, int Column) Of(string path)
    {
        var found = path;
        while (!_starts.ContainsKey(found))
        {
            found = found[..int.Max(0, found.LastIndexOfAny(['.', '[']))];
        }

        var before = _bytes.AsSpan(0, _starts[found]);
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    // Stands on the first token of a value and leaves on its last.
    private void Walk(ref Utf8JsonReader reader, string path)
    {
        _starts.TryAdd(path, (int)reader.TokenStartIndex);
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                var member = path.Length == 0 ? reader.GetString()! : $"{path}.{reader.GetString()}";
                _starts.TryAdd(member, (int)reader.TokenStartIndex);
                reader.Read();
                Walk(ref reader, member);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                Walk(ref reader, $"{path}[{i}]");
            }
        }
    }
}
