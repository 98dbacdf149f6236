namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>The names that a header of ours may bear, and the texts.</summary>
internal static class HeaderName
{
    // These are set by the hub itself, or say how the body is cut.
    private static readonly string[] Taken =
        ["Accept", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding"];

    /// <summary>Whether a header can bear a text: no line break, which would begin another one, and ASCII alone.
    /// </summary>
    public static bool CanBear(string text) => text.All(c => c is >= ' ' and <= '~');

    /// <summary>A text as a header can bear it: escaped as in an address where it could not otherwise.</summary>
    public static string Bearable(string text) => CanBear(text) ? text : Uri.EscapeDataString(text);

    public static string? Problem(string name) =>
        name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? $"'{name}' is no name of a header; use letters, digits, '-', '_' and '.'."
            : Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? $"the header '{name}' is set by the hub; take it out."
                : null;
}
