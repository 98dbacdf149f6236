using System.Globalization;

namespace DealerIntegration.Connectors.Idoc;

/// <summary>
/// Names a page: its file, and what the other files of the folder say about its IDocs (页名). So the page can be read
/// again by itself.
/// </summary>
/// <param name="Without">Places, from 1, of IDocs that a later one replaced, or that came before just as they are.
/// </param>
/// <param name="Doubtful">Places of IDocs whose number another file bears with another content, and that file.</param>
internal sealed record IdocPageName(
    string File, IReadOnlyCollection<int> Without, IReadOnlyDictionary<int, string> Doubtful)
{
    private const string WithoutMark = "?without=";
    private const string DoubtMark = "?doubtful=";

    /// <summary>A file of which nothing else is known.</summary>
    public static IdocPageName Of(string file) => new(file, [], new Dictionary<int, string>());

    public static IdocPageName Parse(string text)
    {
        var (rest, doubtful) = Cut(text, DoubtMark);
        var (file, without) = Cut(rest, WithoutMark);
        return new IdocPageName(
            file,
            [.. without.Select(Place)],
            doubtful.Select(d => d.Split('@', 2))
                .ToDictionary(d => Place(d[0]), d => Uri.UnescapeDataString(d[1])));
    }

    public override string ToString() => File
        + (Without.Count == 0 ? "" : WithoutMark + string.Join(',', Without))
        + (Doubtful.Count == 0
            ? ""
            : DoubtMark + string.Join(',', Doubtful.Select(d => $"{d.Key}@{Uri.EscapeDataString(d.Value)}")));

    private static (string Before, string[] Items) Cut(string text, string mark)
    {
        var at = text.LastIndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, []) : (text[..at], text[(at + mark.Length)..].Split(','));
    }

    private static int Place(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
