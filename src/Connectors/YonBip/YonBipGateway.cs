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

    private readonly (Uri Calls, Uri Tokens) _addresses;

    private YonBipGateway((Uri Calls, Uri Tokens) addresses, Func<string, PartnerHttp> connect)
    {
        _addresses = addresses;
        Calls = Host(addresses.Calls, connect);
        Tokens = Host(addresses.Tokens, connect);
    }

    public YonBipHost Calls { get; }

    public YonBipHost Tokens { get; }

    /// <summary>Path and query of the discovery call, below the connector's address.</summary>
    public static string Discovery(string tenant) =>
        $"/open-auth/dataCenter/getGatewayAddress?tenantId={Uri.EscapeDataString(tenant)}";

    /// <param name="known">Kept, with its pace and its breaker, where the answer names the same hosts.</param>
    /// <exception cref="ConnectorException">The answer names no host that may be called.</exception>
    public static YonBipGateway Of(
        JsonElement data, ConnectorFile file, YonBipGateway? known, Func<string, PartnerHttp> connect)
    {
        var addresses = (Address(data, "gatewayUrl", file), Address(data, "tokenUrl", file));
        return known is not null && known._addresses == addresses ? known : new YonBipGateway(addresses, connect);
    }

    private static YonBipHost Host(Uri address, Func<string, PartnerHttp> connect) =>
        new(connect(address.GetLeftPart(UriPartial.Authority)), address.AbsolutePath.TrimEnd('/'));

    private static Uri Address(JsonElement data, string member, ConnectorFile file)
    {
        var text = data.ValueKind == JsonValueKind.Object && data.TryGetProperty(member, out var found)
            ? found.ToString()
            : "";
        var own = new Uri(file.Address!);
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsAllowed(uri, own)
            ? uri
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
