using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.EvidencePacks.Packing;

/// <summary>Hashes and chains of a pack, in the form that <c>sha256sum</c> prints.</summary>
internal static class PackHash
{
    /// <summary>What a chain starts from.</summary>
    public static readonly string Start = new('0', 64);

    public static string Of(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>The next link: the hash over the link before it and what is added, each ended by a line feed.</summary>
    public static string Next(string link, params ReadOnlySpan<string> added) =>
        Of(Encoding.UTF8.GetBytes($"{link}\n{string.Join('\n', added)}\n"));

    /// <summary>The next link when a line is added.</summary>
    public static string Next(string link, ReadOnlySpan<byte> line)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(link));
        hash.AppendData("\n"u8);
        hash.AppendData(line);
        hash.AppendData("\n"u8);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
