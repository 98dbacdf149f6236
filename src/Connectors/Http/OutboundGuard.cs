using System.Net;
using System.Net.Sockets;
using DealerIntegration.Connectors.Configuration;

namespace DealerIntegration.Connectors.Http;

/// <summary>
/// Keeps a connector's calls on the one scheme, host and port of its address (出站限制), whatever a partner's answer or
/// a key in a document says.
/// </summary>
internal sealed class OutboundGuard
{
    private OutboundGuard(Uri address) => Address = address;

    public Uri Address { get; }

    /// <exception cref="ConfigurationException">The address is not one that may be called.</exception>
    public static OutboundGuard For(string? address, string filePath)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new ConfigurationException(
                $"{filePath}: 'address' must be an http or https address, not '{address}'.");
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new ConfigurationException(
                $"{filePath}: 'address' may hold no user, query or fragment; name the sign-in under 'signIn'.");
        }

        return new OutboundGuard(uri);
    }

    /// <summary>An absolute address on the partner from a path with query.</summary>
    /// <exception cref="ArgumentException">The path leads elsewhere.</exception>
    public Uri On(string pathAndQuery)
    {
        if (!pathAndQuery.StartsWith('/') || pathAndQuery.StartsWith("//", StringComparison.Ordinal)
            || pathAndQuery.Contains('\\', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{pathAndQuery}' is not a path on {Address.Authority}.", nameof(pathAndQuery));
        }

        var uri = new Uri(Address.GetLeftPart(UriPartial.Authority) + pathAndQuery, UriKind.Absolute);
        return uri.Scheme == Address.Scheme && uri.Host == Address.Host && uri.Port == Address.Port
            ? uri
            : throw new ArgumentException(
                $"'{pathAndQuery}' leads away from {Address.Authority}.", nameof(pathAndQuery));
    }

    /// <summary>
    /// Connects only to an address that was checked itself, so that a name which resolves differently a moment later
    /// gains nothing. Link-local addresses carry cloud metadata and are never a partner.
    /// </summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = addresses.Where(IsAllowed).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException($"{host} has no address that may be called.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !plain.IsIPv6LinkLocal
            && !plain.IsIPv6Multicast
            && !plain.Equals(IPAddress.Any)
            && !plain.Equals(IPAddress.IPv6Any)
            && (plain.AddressFamily != AddressFamily.InterNetwork
                || plain.GetAddressBytes() is not ([169, 254, ..] or [>= 224, ..]));
    }
}
