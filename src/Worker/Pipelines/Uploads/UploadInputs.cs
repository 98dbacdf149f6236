using System.Security.Cryptography;
using System.Text;

namespace DealerIntegration.Worker.Pipelines.Uploads;

/// <summary>
/// Everything that decides what a file comes to (读取依据): equal inputs, equal result. Written as one token, in parts,
/// so that of two tokens one can say what has changed between them.
/// </summary>
internal sealed record UploadInputs(
    string Content, string Definitions, string Knowledge, string Day, string Period, string Program)
{
    private static readonly string[] Parts =
    [
        "the file, or the file that it corrects", "the definitions in config/uploads",
        "the products or dealers that the hub knows", "the day on which the file counts as received", "the period",
        "the version of the hub",
    ];

    /// <summary>Eight hexadecimal digits for each part, the file with sixteen: it alone comes from outside.</summary>
    public string Token => string.Join(
        '-',
        new[] { Content, Definitions, Knowledge, Day, Period, Program }
            .Select((part, i) => Digest(part)[..(i == 0 ? 16 : 8)]));

    /// <summary>What is not as it was when the other token was made; empty where the two are equal.</summary>
    public IReadOnlyList<string> ChangedSince(string token)
    {
        var (now, then) = (Token.Split('-'), token.Trim().Split('-'));
        return then.Length != now.Length
            ? [$"'{token}' is not a token of hub uploads check"]
            : [.. Parts.Where((_, i) => !string.Equals(now[i], then[i], StringComparison.OrdinalIgnoreCase))];
    }

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
