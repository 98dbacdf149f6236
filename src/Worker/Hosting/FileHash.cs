using System.Security.Cryptography;

namespace DealerIntegration.Worker.Hosting;

/// <summary>One hash over configuration files, stored on the run that used them.</summary>
internal static class FileHash
{
    public static string Of(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
