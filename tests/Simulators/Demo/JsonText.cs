using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace DealerIntegration.Simulators.Demo;

/// <summary>Changes one string value in a JSON text and leaves comments and layout as they are.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="file">The file to change.</param>
    /// <param name="path">Member names joined by dots, for example <c>folders.drop</c>.</param>
    /// <param name="change">Makes the new value of the old one.</param>
    /// <exception cref="DemoFailure">The file is no JSON or has no such string.</exception>
    public static void Change(string file, string path, Func<string, string> change)
    {
        var bytes = File.ReadAllBytes(file);
        var mark = Encoding.UTF8.Preamble.Length;
        var start = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? mark : 0;
        var (from, length, value) = Find(file, bytes.AsSpan(start), path);
        var fresh = JsonSerializer.SerializeToUtf8Bytes(change(value), Plain);
        File.WriteAllBytes(file, [.. bytes[..(start + from)], .. fresh, .. bytes[(start + from + length)..]]);
    }

    private static (int From, int Length, string Value) Find(string file, ReadOnlySpan<byte> text, string path)
    {
        var options = new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        var reader = new Utf8JsonReader(text, options);
        List<string> names = [];
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    // Depth counts the enclosing objects, so it is the length of the path to this member.
                    names = [.. names.Take(reader.CurrentDepth - 1), reader.GetString()!];
                }
                else if (reader.TokenType == JsonTokenType.String && string.Join('.', names) == path)
                {
                    var from = (int)reader.TokenStartIndex;
                    return (from, (int)reader.BytesConsumed - from, reader.GetString()!);
                }
            }
        }
        catch (JsonException error)
        {
            throw new DemoFailure($"{file} is not JSON: {error.Message}");
        }

        throw new DemoFailure($"{file} has no text at {path}; the demo must set it to its own.");
    }
}
