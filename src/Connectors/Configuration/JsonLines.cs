using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DealerIntegration.Connectors.Configuration;

/// <summary>On which line of a file each member stands, so that a fault found after reading still names its line.</summary>
public sealed class JsonLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <param name="json">Has been read already, hence is well formed.</param>
    public JsonLines(string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(
            bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var (line, counted) = (1, 0);
        var places = new Stack<Place>();
        places.Push(new Place("", isList: false));
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += bytes.AsSpan(counted, start - counted).Count((byte)'\n');
            counted = start;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                places.Pop();
                continue;
            }

            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                places.Peek().Name = reader.GetString();
                _lines.TryAdd(places.Peek().Path(), line);
                continue;
            }

            var path = places.Peek().Path();
            _lines.TryAdd(path, line);
            places.Peek().Index++;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                places.Push(new Place(path, reader.TokenType == JsonTokenType.StartArray));
            }
        }
    }

    /// <summary>The line of a member such as <c>rule.tiers[1].from</c>; where it is missing, of what it belongs to.</summary>
    public int Of(string path)
    {
        for (var at = path; at.Length > 0; at = Shorter(at))
        {
            if (_lines.TryGetValue(at, out var line))
            {
                return line;
            }
        }

        return 1;
    }

    private static string Shorter(string path) => path[..Math.Max(0, path.LastIndexOfAny(['.', '[']))];

    private sealed class Place(string parent, bool isList)
    {
        public string? Name { get; set; }

        public int Index { get; set; }

        public string Path() => isList ? $"{parent}[{Index.ToString(CultureInfo.InvariantCulture)}]"
            : parent.Length == 0 ? Name ?? ""
            : $"{parent}.{Name}";
    }
}
