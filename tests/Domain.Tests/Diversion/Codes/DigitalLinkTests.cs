using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

public sealed class DigitalLinkTests
{
    [Theory]
    [InlineData("https://example.com/01/04012345111118/21/2017", "/01/04012345111118/21/2017")]
    [InlineData("HtTps://Shop.Example:8443/p/cn/01/04012345111118/22/A/10/L1/21/2017?17=261231#x",
        "/01/04012345111118/21/2017")]
    [InlineData("https://example.com/01/04012345111118/22/A/10/L1", "/01/04012345111118/10/L1")]
    [InlineData("https://example.com/01/04012345111118/22/A", "/01/04012345111118")]
    [InlineData("https://example.com/01/04012345111118/235/T1", "/01/04012345111118/235/T1")]
    [InlineData("http://example.com/gtin/4012345111118/ser/7", "/01/04012345111118/21/7")]
    [InlineData("http://example.com/gtin-8/01/97803111", "/01/00000097803111")]
    [InlineData("https://example.com/00/340123451111111111/", "/00/340123451111111111")]
    [InlineData("https://example.co.uk/party/4226350800008", "/417/4226350800008")]
    [InlineData("https://example.com/414/4280000000002/254/12", "/414/4280000000002/254/12")]
    [InlineData("https://example.com/8010/0628165987/8011/9876", "/8010/0628165987/8011/9876")]
    [InlineData("https://example.com/8006/040123451234560102/10/L/21/s", "/8006/040123451234560102/21/s")]
    [InlineData("https://example.com/01/04012345111118/21/a!b%2f", "/01/04012345111118/21/a%21b%2F")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.2017", "/01/04012345111118/21/2017")]
    public void Any_domain_and_path_come_to_one_canonical_link(string link, string path) =>
        Assert.Equal("https://id.gs1.org" + path, DigitalLink.ToCanonical(link));

    [Theory]
    [InlineData("https://example.com/01/040123451111/99/1")]
    [InlineData("https://example.com/01/04012345111118/99/x")]
    [InlineData("https://example.com/01/04012345111118/21")]
    [InlineData("https://example.com/01/04012345111118/21/")]
    [InlineData("https://example.com/01/04012345111118/21/%zz")]
    [InlineData("https://example.com/123/4012345ABC987/456/4711")]
    [InlineData("https://example.com")]
    [InlineData("ftp://example.com/01/04012345111118/21/1")]
    [InlineData("urn:epcglobal:cbv:bizstep:shipping")]
    [InlineData("")]
    public void Other_addresses_are_none(string link)
    {
        Assert.Null(DigitalLink.ToCanonical(link));
        Assert.NotNull(DigitalLink.Read(link).Problem);
    }

    [Fact]
    public void A_code_needs_its_check_digit_where_an_event_id_does_not_look_at_it()
    {
        const string Wrong = "https://example.com/01/04012345111117/21/1";
        Assert.NotNull(DigitalLink.ToCanonical(Wrong));
        Assert.Contains("check digit 7 where 8 belongs", DigitalLink.Read(Wrong).Problem!.Reason);
    }
}
