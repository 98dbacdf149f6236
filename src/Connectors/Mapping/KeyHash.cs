using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Mapping;

/// <summary>
/// 128 bits in place of a key (键值指纹): a million keys are 36 MB as hashes and several times that as strings. Nobody can
/// make two keys that share them.
/// </summary>
public static class KeyHash
{
    private const int OnStack = 512;

    public static UInt128 Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> bytes = length <= OnStack ? stackalloc byte[OnStack] : new byte[length];
        SHA256.HashData(bytes[..Encoding.UTF8.GetBytes(key, bytes)], hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }
}
