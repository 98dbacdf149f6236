using System.Text.Json;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>
/// Where a tenant's data centre answers (租户网关): calls and tokens go to hosts that the vendor assigns, both of one
/// centre. Only hosts of the vendor, or the host of the address itself, are called.
/// </summary>
internal sealed class YonBipGateway
{
    private static readonly string[] Vendor = ["yonyoucloud.com", "diwork.com"];

    private YonBipGateway(YonBipHost calls, YonBipHost tokens)
    {
        Calls = calls;
        Tokens = tokens;
    }

    public YonBipHost Calls { get; }

    public YonBipHost Tokens { get; }

    /// <summary>Path and query of the discovery call, below the connector's address.</summary>
    public static string Discovery(string tenant) =>
        $"/open-auth/dataCenter/getGatewayAddress?tenantId={Uri.EscapeDataString(tenant)}";

    /// <exception cref="ConnectorException">The answer names no host that may be called.</exception>
    public static YonBipGateway Of(JsonElement data, ConnectorFile file, Func<string, PartnerHttp> connect) => new(
        Host(data, "gatewayUrl", file, connect), Host(data, "tokenUrl", file, connect));

    private static YonBipHost Host(
        JsonElement data, string member, ConnectorFile file, Func<string, PartnerHttp> connect)
    {
        var text = data.ValueKind == JsonValueKind.Object && data.TryGetProperty(member, out var found)
            ? found.ToString()
            : "";
        var own = new Uri(file.Address!);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsAllowed(uri, own)
            ? new YonBipHost(connect(uri.GetLeftPart(UriPartial.Authority)), uri.AbsolutePath.TrimEnd('/'))
            : throw new ConnectorException(
                ConnectorFailure.Configuration,
                $"{file.FilePath}: the gateway's {member} is '{text}', which is neither on {own.Authority} nor an "
                + $"https address of {string.Join(" or ", Vendor)}; nothing is sent there.");
    }

    private static bool IsAllowed(Uri uri, Uri own) => uri.Authority == own.Authority
        ? uri.Scheme == own.Scheme
        : uri.Scheme == Uri.UriSchemeHttps
            && Vendor.Any(v => uri.Host == v || uri.Host.EndsWith($".{v}", StringComparison.Ordinal));
}

/// <summary>A host and the path below which its interfaces lie.</summary>
internal sealed record YonBipHost(PartnerHttp Http, string BasePath)
{
    public Uri On(string pathAndQuery) => Http.On(BasePath + pathAndQuery);
}
