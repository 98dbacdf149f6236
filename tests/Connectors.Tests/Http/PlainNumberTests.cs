using DealerIntegration.Connectors.Http;

namespace DealerIntegration.Connectors.Tests.Http;

public sealed class PlainNumberTests
{
    [Theory]
    [InlineData("77.28", "77.28")]
    [InlineData("1958317327470848001", "1958317327470848001")]
    [InlineData("1.0E7", "10000000")]
    [InlineData("-1.23456789E7", "-12345678.9")]
    [InlineData("1e+2", "100")]
    [InlineData("5E-3", "0.005")]
    [InlineData("-1.20e-1", "-0.120")]
    [InlineData("0E10", "0")]
    [InlineData("123.45E1", "1234.5")]
    [InlineData("1.2345678901234567890123456789E28", "12345678901234567890123456789")]
    [InlineData("1E99", "1E99")]
    public void Only_the_point_moves(string raw, string plain) => Assert.Equal(plain, PlainNumber.Of(raw));
}
