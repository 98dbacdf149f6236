using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>
/// A path that means a header of the answer instead of a place in its body: <c>header:X-Total-Count</c>. Of two headers
/// the part that matters is taken: of Location the last segment, of Content-Range the count behind the slash.
/// </summary>
internal static class HeaderPath
{
    private const string Prefix = "header:";

    public static bool Is(string? path) => path?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>What is wrong with a path that should mean a header; null for any other path.</summary>
    public static string? Problem(string? path)
    {
        var name = Is(path) ? path![Prefix.Length..] : null;
        return name is null
            || (name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            ? null
            : $"'{path}' names no header; write it as header:X-Total-Count.";
    }

    public static string? Value(Answer answer, string path)
    {
        var name = path[Prefix.Length..];
        var value = answer.Header(name)?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        if (name.Equals("Content-Range", StringComparison.OrdinalIgnoreCase))
        {
            return value[(value.LastIndexOf('/') + 1)..];
        }

        return name.Equals("Location", StringComparison.OrdinalIgnoreCase) ? LastSegment(value) : value;
    }

    private static string? LastSegment(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? address : address[..end]).TrimEnd('/');
        var last = Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
        return last.Length == 0 ? null : last;
    }
}
