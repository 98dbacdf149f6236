using CsCheck;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class TraceCodeTests
{
    [Theory]
    [InlineData("AB12", "AB12")]
    [InlineData("  ab12\t", "AB12")]
    [InlineData("ＡＢ１２－ｘ", "AB12-X")]
    [InlineData("\u3000690123\uFEFF", "690123")]
    [InlineData("AB 12", "AB 12")]
    [InlineData("", "")]
    public void Brings_the_spellings_of_a_code_to_one_form(string written, string expected) =>
        Assert.Equal(expected, TraceCode.Normalise(written));

    [Fact]
    public void A_normal_code_is_not_copied()
    {
        const string Code = "8690000000010016";
        Assert.Same(Code, TraceCode.Normalise(Code));
    }

    [Fact]
    public void Normalising_twice_changes_nothing_more() => Gen.String.Sample(text =>
        Assert.Equal(TraceCode.Normalise(text), TraceCode.Normalise(TraceCode.Normalise(text))));
}
