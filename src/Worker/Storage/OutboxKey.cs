using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// The key under which a partner knows a document of ours. Made from the business alone: the same again is the same.
/// </summary>
internal static class OutboxKey
{
    // SAP cuts a customer reference after 35 characters, and a cut key is never found again.
    private const int Longest = 35;

    public static string Of(string prefix, params string[] parts)
    {
        var readable = $"{prefix}-{string.Join('-', parts)}";
        if (readable.Length <= Longest && readable.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
        {
            return readable;
        }

        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
        return $"{prefix}-{digest}"[..Longest];
    }
}
