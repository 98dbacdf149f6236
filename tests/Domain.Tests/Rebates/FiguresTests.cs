using DealerIntegration.Domain.Rebates;
using DealerIntegration.Domain.Tests.Golden;

namespace DealerIntegration.Domain.Tests.Rebates;

public sealed class FiguresTests
{
    [Theory]
    [InlineData("1234.5", "1,234.50")]
    [InlineData("0.123456", "0.123456")]
    [InlineData("3718.441766657588", "3,718.44176665…")]
    [InlineData("-2.000000009", "-2.00…")]
    public void Every_digit_is_written_and_a_division_that_does_not_end_is_cut(string value, string written) =>
        Assert.Equal(written, Figures.Amount(GoldenFile.Number(value)));

    [Theory]
    [InlineData("1.5", "+1.50")]
    [InlineData("-1.5", "-1.50")]
    public void A_difference_has_its_sign(string value, string written) =>
        Assert.Equal(written, Figures.Signed(GoldenFile.Number(value)));
}
