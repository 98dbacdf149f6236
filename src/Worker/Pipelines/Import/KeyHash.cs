using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.Pipelines.Import;

/// <summary>128 bits for the key of a document: sixteen bytes whatever its length, and no two keys alike.</summary>
internal static class KeyHash
{
    public static UInt128 Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
