using System.Globalization;
using System.Text;

namespace DealerIntegration.Connectors.Drop;

/// <summary>
/// Names that others chose for their files (文件名): shown to people and written back with an ending of ours, never
/// followed as a path.
/// </summary>
internal static class FileNames
{
    /// <summary>In bytes. File systems hold 255; the rest is for what a reply's name adds.</summary>
    public const int Longest = 180;

    /// <summary>What a file is called of whose name nothing is left.</summary>
    public const string Nameless = "file";

    /// <summary>The same name without folders and harmful characters, and no longer than allowed.</summary>
    /// <param name="instead">Where nothing is left.</param>
    public static string Clean(string? name, string instead)
    {
        var plain = (name ?? "").Split('/', '\\')[^1];
        var harmless = new string([.. plain.Where(IsHarmless)]).Trim().TrimStart('.');
        return harmless.Length == 0 ? instead : Cut(harmless, "", Longest);
    }

    /// <summary>Puts an addition before the ending and shortens the name before it to fit.</summary>
    public static string Cut(string name, string addition, int longest)
    {
        var ending = Path.GetExtension(name) is { Length: <= 10 } usual ? usual : "";
        var stem = name[..^ending.Length];
        while (Encoding.UTF8.GetByteCount(stem + addition + ending) > longest)
        {
            stem = stem[..^1];
        }

        return stem + addition + ending;
    }

    // Signs that need two halves are left out with the rest: a name that is cut between them cannot be written.
    private static bool IsHarmless(char c) => c is not ('/' or '\\' or ':' or '\uFFFD')
        && CharUnicodeInfo.GetUnicodeCategory(c)
            is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate);
}
