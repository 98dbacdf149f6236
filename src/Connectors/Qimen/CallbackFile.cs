using System.Text;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>
/// A call of the WMS as a relay laid it down (回传文件): the first line is the query string as it came, what follows is
/// the body, byte for byte.
/// </summary>
/// <param name="Parameters">Of the query, decoded.</param>
internal sealed record CallbackFile(IReadOnlyDictionary<string, string> Parameters, ReadOnlyMemory<byte> Body)
{
    private const int LongestQuery = 8192;

    // The platform's name for a method carries its own prefix; a direct call does not.
    private const string Prefix = "taobao.qimen.";

    public string Method => Parameters.GetValueOrDefault("method", "").Replace(Prefix, "", StringComparison.Ordinal);

    /// <summary>Null where the first line is no query string.</summary>
    public static CallbackFile? Of(ReadOnlyMemory<byte> content)
    {
        var end = content.Span[..Math.Min(content.Length, LongestQuery)].IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        var query = Encoding.UTF8.GetString(content.Span[..end]).TrimEnd('\r').TrimStart('?', '\uFEFF');
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            if (parts.Length != 2 || !parameters.TryAdd(Decoded(parts[0]), Decoded(parts[1])))
            {
                return null;
            }
        }

        return parameters.Count == 0 ? null : new CallbackFile(parameters, content[(end + 1)..]);
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
