using System.Text.RegularExpressions;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>A document that names a file that is gone is worse than none.</summary>
public sealed partial class DocsTests
{
    private static readonly string[] Tops =
        ["src/", "tests/", "bench/", "config/", "docs/", "scripts/", "examples/", ".ci/"];

    private static IEnumerable<string> Documents => Repository.Files.Where(f =>
        f.EndsWith(".md", StringComparison.Ordinal)
        && (f.StartsWith("docs/", StringComparison.Ordinal) || !f.Contains('/')));

    [Fact]
    public void Paths_in_backticks_exist() => Ratchet.Check(
        "doc-paths",
        "name the file as it is called now.",
        Documents.SelectMany(d => Lines(d).SelectMany(l => Quoted().Matches(l.Text)
            .Select(m => m.Groups[1].Value.Split(' ')[0].TrimEnd('.', ',', ':'))
            .Where(p => IsPath(p) && !Resolves(p))
            .Select(p => new Finding(d, l.Line, p)))));

    [Fact]
    public void Links_between_documents_lead_somewhere() => Ratchet.Check(
        "doc-links",
        "mend the link.",
        Documents.SelectMany(d => Lines(d).SelectMany(l => Link().Matches(l.Text)
            .Select(m => m.Groups[1].Value.Split('#')[0])
            .Where(p => p.Length > 0 && !p.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(d, p))
            .Select(p => new Finding(d, l.Line, p)))));

    private static IEnumerable<Piece> Lines(string document) =>
        Repository.Read(document).Split('\n').Select((text, index) => new Piece(index + 1, text));

    private static bool IsPath(string word) =>
        (Tops.Any(t => word.StartsWith(t, StringComparison.Ordinal)) || RootFile().IsMatch(word))
        && !Placeholder().IsMatch(word);

    private static bool Resolves(string path)
    {
        var star = path.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return Repository.Exists(path.TrimEnd('/'));
        }

        var pattern = new Regex("^" + Regex.Escape(path).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$");
        return Repository.Files.Any(f => pattern.IsMatch(f));
    }

    private static bool LeadsSomewhere(string document, string link) =>
        Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.Full(document))!, link));

    // A pattern for names rather than a name: src/<Project>, config/connectors/NAME.json.
    [GeneratedRegex(@"[<>{}…$]|\b(NAME|FILE|N)\b|NNNN")]
    private static partial Regex Placeholder();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^(Directory\.\w+\.props|global\.json|BannedSymbols\.txt|DealerIntegration\.sln|README[\w.-]*\.md)$")]
    private static partial Regex RootFile();
}
