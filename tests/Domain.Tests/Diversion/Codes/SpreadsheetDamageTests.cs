using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

public sealed class SpreadsheetDamageTests
{
    [Theory]
    [InlineData("1.91431E+18")]
    [InlineData("1.91431e18")]
    [InlineData("1E+18")]
    [InlineData("8690000000010016.0")]
    [InlineData("1914310000010100000.00")]
    public void A_code_that_became_a_number_is_refused(string text)
    {
        var problem = SpreadsheetDamage.OfText(text);
        Assert.NotNull(problem);
        Assert.Contains("as text", problem.Remedy);
        Assert.Equal(CodeKind.Unknown, new CodeReader(CodeRules.None).Read(text).Kind);
    }

    [Theory]
    [InlineData("1914310000010100016")]
    [InlineData("12E5")]
    [InlineData("E+18")]
    [InlineData("ABE+18")]
    [InlineData("1.2.3E+4")]
    [InlineData("690123.0")]
    [InlineData("A1.5E+3X")]
    public void What_may_be_a_code_is_let_through(string text) => Assert.Null(SpreadsheetDamage.OfText(text));

    [Theory]
    [InlineData("1914310000010100000", true)]
    [InlineData("1.9143100000101E+18", true)]
    [InlineData("1000000000000000", true)]
    [InlineData("999999999999999", false)]
    [InlineData("12.5", false)]
    public void A_number_cell_keeps_fifteen_digits(string stored, bool refused)
    {
        var problem = SpreadsheetDamage.OfNumber(stored);
        Assert.Equal(refused, problem is not null);
    }

    [Fact]
    public void The_code_a_workbook_only_half_holds_is_never_printed() => Assert.DoesNotContain(
        "1914310000010100016", SpreadsheetDamage.OfNumber("1914310000010100000")!.ToString());
}
