namespace DealerIntegration.Connectors.GenericHttp;

/// <summary>A call before it is signed. The path stands below the partner's base path.</summary>
internal sealed record RestCall(HttpMethod Method, string Path, byte[] Body, string? MediaType)
{
    public (string Name, string Value)? Header { get; init; }

    /// <summary>For messages.</summary>
    public string Name => $"{Method} {Path}";

    public static RestCall Get(string path) => new(HttpMethod.Get, path, [], null);
}
