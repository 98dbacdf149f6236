namespace DealerIntegration.Connectors.Http;

/// <summary>The byte order mark that some systems write before their JSON, and that no JSON has.</summary>
internal static class JsonMark
{
    public static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> body) =>
        body.StartsWith("\uFEFF"u8) ? body[3..] : body;
}
