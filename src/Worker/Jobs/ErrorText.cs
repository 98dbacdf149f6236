namespace DealerIntegration.Worker.Jobs;

/// <summary>
/// An error as it may be stored: PostgreSQL cannot hold a NUL in text, and a message of unbounded length hides the
/// next one.
/// </summary>
internal static class ErrorText
{
    private const int Longest = 2000;

    public static string Short(Exception e)
    {
        var text = $"{e.GetType().Name}: {e.Message}".Replace("\0", "", StringComparison.Ordinal);
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
