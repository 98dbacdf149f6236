namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>The names that a header of ours may bear.</summary>
internal static class HeaderName
{
    // These are set by the hub itself, or say how the body is cut.
    private static readonly string[] Taken =
        ["Accept", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding"];

    public static string? Problem(string name) =>
        name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? $"'{name}' is no name of a header; use letters, digits, '-', '_' and '.'."
            : Taken.Contains(name, StringComparer.OrdinalIgnoreCase)
                ? $"the header '{name}' is set by the hub; take it out."
                : null;
}
