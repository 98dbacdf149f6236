using CsCheck;
using DealerIntegration.Domain.Diversion.Codes;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

public sealed class CheckDigitTests
{
    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[1, 20].Select(c => new string(c));

    [Theory]
    [InlineData("0401234511111", '8')]
    [InlineData("629104150021", '3')]
    [InlineData("0000000000000", '0')]
    public void Mod_10_is_the_digit_under_every_gs1_key(string digits, char check) =>
        Assert.Equal(check, CheckDigits.Mod10(digits));

    [Fact]
    public void Published_numbers_hold()
    {
        Assert.True(CheckDigits.EndsInLuhn("4539578763621486"));
        Assert.True(CheckDigits.EndsInMod11And10("07945"));
        Assert.True(CheckDigits.EndsInMod37And36("A12425GABC1234002M"));
        Assert.True(CheckDigits.EndsInMod97("79444"));
    }

    [Fact]
    public void One_wrong_digit_is_always_noticed() => (from digits in Digits
                                                         from at in Gen.Int[0, digits.Length - 1]
                                                         from other in Gen.Int[1, 9]
                                                         select (digits, at, other)).Sample(x =>
    {
        var good = x.digits + CheckDigits.Mod10(x.digits);
        var bad = good.ToCharArray();
        bad[x.at] = (char)('0' + ((bad[x.at] - '0' + x.other) % 10));
        Assert.True(CheckDigits.EndsInMod10(good));
        Assert.False(CheckDigits.EndsInMod10(bad));
    });

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("12A4")]
    [InlineData("１２３４")]
    public void Other_texts_hold_no_check_digit(string text)
    {
        Assert.False(CheckDigits.EndsInMod10(text));
        Assert.False(CheckDigits.EndsInLuhn(text));
        Assert.False(CheckDigits.EndsInMod11And10(text));
        Assert.False(CheckDigits.EndsInMod97(text));
    }
}
