using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Connectors.Ncc;

/// <summary>
/// The body of NC Cloud at security level L1 (报文加密): AES in counter mode without padding. The key is the security key
/// out of Base64, the first counter its first sixteen characters as they are written.
/// </summary>
internal static class NccCipher
{
    private const int Block = 16;

    /// <summary>UTF-8 text to encrypted bytes in Base64.</summary>
    public static string Encrypt(string text, string securityKey) =>
        Convert.ToBase64String(Turn(Encoding.UTF8.GetBytes(text), securityKey));

    /// <exception cref="FormatException">The text is no Base64.</exception>
    public static string Decrypt(string encrypted, string securityKey) =>
        Encoding.UTF8.GetString(Turn(Convert.FromBase64String(encrypted), securityKey));

    // Counter mode is its own inverse. .NET offers the single block only, from which it is made here.
    [SuppressMessage("Security", "CA5358", Justification = "One block at a time is how counter mode is built.")]
    private static byte[] Turn(byte[] data, string securityKey)
    {
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(securityKey);
        var counter = Encoding.ASCII.GetBytes(securityKey[..Block]);
        for (var start = 0; start < data.Length; start += Block)
        {
            var stream = aes.EncryptEcb(counter, PaddingMode.None);
            for (var i = start; i < Math.Min(start + Block, data.Length); i++)
            {
                data[i] ^= stream[i - start];
            }

            Increment(counter);
        }

        return data;
    }

    private static void Increment(byte[] counter)
    {
        for (var i = counter.Length - 1; i >= 0; i--)
        {
            counter[i] = counter[i] == byte.MaxValue ? (byte)0 : (byte)(counter[i] + 1);
            if (counter[i] != 0)
            {
                return;
            }
        }
    }
}
