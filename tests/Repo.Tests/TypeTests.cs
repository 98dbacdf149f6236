using System.Text.RegularExpressions;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>Public types introduce themselves, and a class that nobody derives from says so.</summary>
public sealed partial class TypeTests
{
    [Fact]
    public void Public_types_have_a_summary() => Ratchet.Check(
        "summary",
        "say in one sentence what it is, with the Chinese business term if it has one.",
        new[] { "src/Domain", "src/Connectors" }.SelectMany(Repository.CodeUnder).SelectMany(WithoutSummary));

    [Fact]
    public void A_class_that_nobody_derives_from_is_sealed() => Ratchet.Check(
        "sealed",
        "seal it, or make it static or abstract.",
        Repository.CodeUnder("src").SelectMany(f => f.FindInCode(OpenClass())).Where(f => !HasHeirs(f.What)));

    private static bool HasHeirs(string declaration)
    {
        var heir = new Regex($@"(?:class|record)\s+\w+[^{{;]*:\s*{declaration.Split(' ')[^1]}\b");
        return Repository.CodeUnder("src").Any(f => heir.IsMatch(f.Code));
    }

    private static IEnumerable<Finding> WithoutSummary(CSharpFile file)
    {
        var lines = file.Text.Split('\n');
        foreach (Match match in PublicType().Matches(file.Code))
        {
            var line = file.LineOf(match.Index + match.Value.Length - match.Value.TrimStart().Length);
            var above = line - 2;
            while (above >= 0 && lines[above].TrimStart().StartsWith('['))
            {
                above--;
            }

            if (above < 0 || !lines[above].TrimStart().StartsWith("///", StringComparison.Ordinal))
            {
                yield return new Finding(file.Path, line, match.Value.Trim());
            }
        }
    }

    [GeneratedRegex(@"^[ \t]*public (?:\w+ )*(?:class|record|struct|interface|enum) \w+", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(
        @"^[ \t]*(?:public|internal|private|protected|file)(?: (?!sealed|static|abstract)\w+)*"
        + @" (?:class|record(?! struct)) \w+",
        RegexOptions.Multiline)]
    private static partial Regex OpenClass();
}
