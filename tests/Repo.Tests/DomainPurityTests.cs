using System.Text.RegularExpressions;
using DealerIntegration.Repo.Tests.Reading;

namespace DealerIntegration.Repo.Tests;

/// <summary>Money is exact and results repeat: no floating point, clock, chance or unnamed rounding.</summary>
public sealed partial class DomainPurityTests
{
    [Fact]
    public void Domain_has_no_floating_point() => Check(
        "no-floating-point", "amounts are decimal, or long with the scale in the name.", FloatingPoint());

    [Fact]
    public void Domain_has_no_clock_and_no_chance() => Check(
        "no-clock", "pass instants, dates and ids in: a re-run must give the same result.", ClockOrChance());

    [Fact]
    public void Domain_rounds_only_by_name() => Ratchet.Check(
        "rounding",
        "call Values/Rounding with a mode and a scale.",
        Repository.CodeUnder("src/Domain")
            .Where(f => !f.Path.StartsWith("src/Domain/Values/Rounding", StringComparison.Ordinal))
            .SelectMany(f => f.FindInCode(Rounds())));

    [Theory]
    [InlineData("double x;")]
    [InlineData("var x = 0.5;")]
    [InlineData("var x = 1e6;")]
    [InlineData("Math.Sqrt(x)")]
    [InlineData("System.Single x;")]
    public void Floating_point_is_recognised(string code) => Assert.Matches(FloatingPoint(), code);

    [Theory]
    [InlineData("var x = 0.5m;")]
    [InlineData("values[1..3]")]
    [InlineData("doubled")]
    [InlineData("rules.Single(r => r.Id == id)")]
    [InlineData("0x1E5L")]
    public void Exact_code_is_let_through(string code) => Assert.DoesNotMatch(FloatingPoint(), code);

    private static void Check(string rule, string remedy, Regex pattern) => Ratchet.Check(
        rule, remedy, Repository.CodeUnder("src/Domain").SelectMany(f => f.FindInCode(pattern)));

    [GeneratedRegex(
        @"\b(float|double|NFloat)\b|(?<!\.)\b(Half|Single|Double)\b|\bSystem\.(Half|Single|Double)\b"
        + @"|\bMath\.(Pow|Sqrt|Log\w*|Exp)\b"
        + @"|(?<![\w.])\d[\d_]*\.\d[\d_]*([eE][+-]?\d+)?(?![\dmM_eE])|(?<![\w.])\d[\d_]*([eE][+-]?\d+|[fFdD])\b")]
    private static partial Regex FloatingPoint();

    [GeneratedRegex(
        @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bTimeProvider\b|\bStopwatch\b|\bTickCount(64)?\b"
        + @"|\bGuid\.(NewGuid|CreateVersion7)\b|\bRandom\b|\bRandomNumberGenerator\b|\bGetHashCode\(\)")]
    private static partial Regex ClockOrChance();

    [GeneratedRegex(@"\b(Math|decimal|Decimal)\.Round\b|\bMidpointRounding\b")]
    private static partial Regex Rounds();
}
