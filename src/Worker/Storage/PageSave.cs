using System.Security.Cryptography;
using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Worker.Storage;

/// <summary>A page on its way into the store.</summary>
/// <param name="Known">Number under which it is stored already.</param>
/// <param name="Body">The compressed page, where it is not.</param>
internal sealed record PageSave(PageKey Key, long? Known, Task<byte[]> Body);

/// <summary>A page with its fingerprint, by which the store knows it again.</summary>
internal sealed record HashedPage(RawPage Raw, byte[] Sha256)
{
    public static HashedPage Of(RawPage page) => new(page, SHA256.HashData(page.Body.Span));
}

/// <summary>What tells a stored page from all others.</summary>
internal sealed record PageKey(string Connector, string Dataset, string Part, string Name, byte[] Sha256);
