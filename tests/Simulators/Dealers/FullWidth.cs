namespace DealerIntegration.Simulators.Dealers;

/// <summary>Full-width forms (全角), as a Chinese input method leaves them behind.</summary>
internal static class FullWidth
{
    public static string Of(string text) =>
        string.Concat(text.Select(one => one is > ' ' and <= '~' ? (char)(one + 0xFEE0) : one));
}
