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
    // Where clouds answer for themselves outside of the link-local addresses: Alibaba, Azure, Oracle, AWS.
    private static readonly IPAddress[] Metadata =
    [
        IPAddress.Parse("100.100.100.200"), IPAddress.Parse("168.63.129.16"), IPAddress.Parse("192.0.0.192"),
        IPAddress.Parse("fd00:ec2::254"),
    ];

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
    /// gains nothing. Link-local addresses and a few others carry cloud metadata and are never a partner.
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
        var plain = Plain(address);
        return !plain.IsIPv6LinkLocal
            && !plain.IsIPv6Multicast
            && !plain.Equals(IPAddress.IPv6Any)
            && !Metadata.Contains(plain)
            && (plain.AddressFamily != AddressFamily.InterNetwork
                || plain.GetAddressBytes() is not ([0, ..] or [169, 254, ..] or [>= 224, ..]));
    }

    // An address of the old kind can be written inside of one of the new kind, and is then reached all the same.
    private static IPAddress Plain(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.GetAddressBytes() switch
        {
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, .. var mapped] => new IPAddress(mapped),
            [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. var translated] => new IPAddress(translated),
            [0x20, 0x02, var a, var b, var c, var d, ..] => new IPAddress([a, b, c, d]),
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, > 0, .. var rest] whole => new IPAddress([whole[12], .. rest]),
            _ => address,
        }
        : address;
}
