using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>What fits on a screen is read; what does not is skipped.</summary>
public sealed class SizeTests
{
    private const int MostLines = 300;
    private const int MostMethodLines = 60;
    private const int MostColumns = 120;

    [Fact]
    public void Files_have_at_most_300_lines() => Ratchet.Check(
        "file-lines",
        $"split the file by concept; the limit is {MostLines} lines.",
        Repository.Files
            .Where(f => Path.GetExtension(f) is ".cs" or ".sql" or ".sh" || f is "hub" or ".ci/run")
            .Select(f => (Path: f, Lines: File.ReadLines(Repository.Full(f)).Count()))
            .Where(f => f.Lines > MostLines)
            .Select(f => new Finding(f.Path, MostLines, $"{f.Lines} lines")));

    [Fact]
    public void Methods_have_at_most_60_lines() => Ratchet.Check(
        "method-lines",
        $"give a part of it a name; the limit is {MostMethodLines} lines.",
        Repository.Code.SelectMany(f => MemberScanner.Methods(f)
            .Where(m => m.Length > MostMethodLines)
            .Select(m => new Finding(f.Path, m.Line, $"{m.Length} lines: {m.Header}"))));

    [Fact]
    public void Lines_of_code_have_at_most_120_columns() => Ratchet.Check(
        "columns",
        $"break the line; the limit is {MostColumns} columns.",
        Repository.Code.SelectMany(f => f.Text.Split('\n')
            .Select((line, index) => new Finding(f.Path, index + 1, $"{line.TrimEnd('\r').Length} columns"))
            .Zip(f.Text.Split('\n'), (finding, line) => (Finding: finding, line.TrimEnd('\r').Length))
            .Where(l => l.Length > MostColumns)
            .Select(l => l.Finding)));
}
