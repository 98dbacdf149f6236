using System.Text.RegularExpressions;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>What is in the tree is finished, and every test in it runs.</summary>
public sealed partial class HonestyTests
{
    [Fact]
    public void No_comment_puts_work_off() => Ratchet.Check(
        "put-off", "do it, or open an issue.", Comments(PutOff()));

    [Fact]
    public void No_method_is_left_unwritten() => Ratchet.Check(
        "unwritten",
        "write it, or leave it out.",
        Repository.Code.SelectMany(f => f.FindInCode(Unwritten())));

    [Fact]
    public void No_code_is_kept_as_a_comment() => Ratchet.Check(
        "commented-out", "delete it: the history has it.", Comments(Statement()));

    [Fact]
    public void No_region_hides_code() => Ratchet.Check(
        "region",
        "a file that needs folding needs splitting.",
        Repository.Code.SelectMany(f => f.FindInCode(Region())));

    [Fact]
    public void No_test_is_switched_off_by_an_attribute() => Ratchet.Check(
        "skipped-test",
        "a test that needs something this machine may lack says so while it runs (Assert.SkipWhen with a reason).",
        Repository.CodeUnder("tests").SelectMany(f => f.FindInCode(SwitchedOff())));

    private static IEnumerable<Finding> Comments(Regex pattern) => Repository.Code.SelectMany(f => f.Comments
        .Where(c => pattern.IsMatch(c.Text))
        .Select(c => new Finding(f.Path, c.Line, c.Text)));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex PutOff();

    [GeneratedRegex(@"\bNotImplementedException\b")]
    private static partial Regex Unwritten();

    [GeneratedRegex(
        @"^//\s*((var|await|return|throw|using|public|private|internal|if|foreach|while)\b.*[;{]"
        + @"|\w[\w.]*\(.*\);|[{}])$")]
    private static partial Regex Statement();

    [GeneratedRegex(@"#\s*(end)?region\b")]
    private static partial Regex Region();

    [GeneratedRegex(@"\[\s*(Fact|Theory|InlineData|MemberData)\b[^\]]*\b(Skip|Explicit)\s*=")]
    private static partial Regex SwitchedOff();
}
