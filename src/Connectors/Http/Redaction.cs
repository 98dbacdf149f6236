namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Partners echo requests in their error pages; what we sent as a secret must not come back into a log.
/// </summary>
internal sealed class Redaction(params string[] secrets)
{
    public static readonly Redaction None = new();

    public string Clean(string text)
    {
        foreach (var secret in secrets.Where(s => s.Length > 0))
        {
            text = text.Replace(secret, "***", StringComparison.Ordinal);
        }

        return text;
    }
}
