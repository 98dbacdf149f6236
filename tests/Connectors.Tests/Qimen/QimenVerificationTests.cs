using DealerIntegration.Connectors.Qimen;

namespace DealerIntegration.Connectors.Tests.Qimen;

public sealed class QimenVerificationTests
{
    private static readonly byte[] Body = [.. "<request>\r\n</request>"u8];

    // openssl dgst -md5, -md5 -hmac and -sha256 -hmac over the parameters and the body with its line end
    [Theory]
    [InlineData("md5", "F05970BB4297D85605302C158DCB0F0C")]
    [InlineData("md5", "f05970bb4297d85605302c158dcb0f0c")]
    [InlineData("hmac", "0EB54CDB171EC953259D566C57C8073D")]
    [InlineData("hmac-sha256", "C8D191DFBD1B3B43C147DF18EF228BCEE48E9F0E1F45844A64398CC65CD006A2")]
    public void A_call_of_the_WMS_is_accepted_to_the_byte(string method, string sign)
    {
        Assert.True(QimenVerification.Accepts(Call(method, sign), Body, "qs"));
        Assert.False(QimenVerification.Accepts(Call(method, sign), "<request>\n</request>"u8, "qs"));
        Assert.False(QimenVerification.Accepts(Call(method, sign), Body, "qz"));
        Assert.False(QimenVerification.Accepts(Call(method, sign[..^1] + (sign[^1] == '0' ? '1' : '0')), Body, "qs"));
    }

    [Fact]
    public void A_call_without_a_signature_or_with_an_unknown_method_is_not_accepted()
    {
        var call = Call("md5", "");
        Assert.False(QimenVerification.Accepts(call, Body, "qs"));
        call.Remove("sign");
        Assert.False(QimenVerification.Accepts(call, Body, "qs"));
        Assert.False(QimenVerification.Accepts(Call("none", ""), Body, "qs"));
    }

    private static Dictionary<string, string> Call(string method, string sign) => new()
    {
        ["method"] = "sn.report",
        ["app_key"] = "1",
        ["timestamp"] = "2026-10-31 17:05:00",
        ["sign_method"] = method,
        ["sign"] = sign,
    };
}
