using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

public sealed class CodeRulesTests
{
    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData("(?=a)b")]
    [InlineData("[a")]
    [InlineData("a*")]
    public void A_pattern_that_cannot_be_used_is_named(string pattern)
    {
        var problem = Assert.Single(new CodeRules([new PrivateCode("x", pattern)]).Problems("codes"));
        Assert.Equal("codes.patterns[0].pattern", problem.Path);
    }

    [Fact]
    public void A_name_stands_once() => Assert.Equal(
        "codes.patterns[1].name",
        Assert.Single(new CodeRules([new PrivateCode("x", "A"), new PrivateCode("x", "B")]).Problems("codes")).Path);

    [Fact]
    public void A_long_text_is_decided_at_once()
    {
        var reader = new CodeReader(new CodeRules([new PrivateCode("x", "(A+)+B")]));
        Assert.NotNull(reader.Read(new string('A', 100_000)).Problem);
    }
}
