using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

public sealed class EpcUrnTests
{
    [Theory]
    [InlineData("urn:epc:id:sgtin:4012345.011111.98%22", "/01/04012345111118/21/98%22")]
    [InlineData("urn:epc:id:sscc:4012345.3111111111", "/00/340123451111111111")]
    [InlineData("urn:epc:id:sgln:4012345.00005.122", "/414/4012345000054/254/122")]
    public void Published_examples_come_out(string urn, string path) =>
        Assert.Equal("https://id.gs1.org" + path, EpcUrn.ToDigitalLink(urn));

    [Theory]
    [InlineData("urn:epc:id:sgtin:415056789012.0.987654", "/01/04150567890128/21/987654")]
    [InlineData("urn:epc:id:sgtin:952001.1012345.7", "/01/19520010123455/21/7")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.a.b", "/01/04012345111118/21/a.b")]
    [InlineData("urn:epc:id:sgln:4012345.00005.0", "/414/4012345000054")]
    [InlineData("urn:epc:id:sgln:999999999999..7", "/414/9999999999994/254/7")]
    [InlineData("urn:epc:id:pgln:999999999999.", "/417/9999999999994")]
    [InlineData("urn:epc:id:pgln:4000001.00000", "/417/4000001000005")]
    [InlineData("urn:epc:id:grai:4012345.00022.334455", "/8003/04012345000221334455")]
    [InlineData("urn:epc:id:giai:4000001.12345", "/8004/400000112345")]
    [InlineData("urn:epc:id:gsrn:4012345.0000006765", "/8018/401234500000067657")]
    [InlineData("urn:epc:id:gsrnp:4012345.0000000007", "/8017/401234500000000074")]
    [InlineData("urn:epc:id:gdti:4012345.00009.PO-4711", "/253/4012345000092PO-4711")]
    [InlineData("urn:epc:id:sgcn:4012345.22222.6554433", "/255/40123452222276554433")]
    [InlineData("urn:epc:id:ginc:0614141.xyz47%2F11", "/401/0614141xyz47%2F11")]
    [InlineData("urn:epc:id:gsin:4012345.222333444", "/402/40123452223334442")]
    [InlineData("urn:epc:id:cpi:0614141.1-A%23%2F.1234", "/8010/06141411-A%23%2F/8011/1234")]
    [InlineData("urn:epc:id:itip:4012345.011111.01.02.987", "/8006/040123451111180102/21/987")]
    [InlineData("urn:epc:id:upui:1234567.098765.AB12", "/01/01234567987651/235/AB12")]
    [InlineData("urn:epc:class:lgtin:4012345.012345.Lot987", "/01/04012345123456/10/Lot987")]
    [InlineData("urn:epc:idpat:sgtin:4012345.012345.*", "/01/04012345123456")]
    [InlineData("urn:epc:idpat:itip:4012345.012345.01.02.*", "/8006/040123451234560102")]
    [InlineData("urn:epc:idpat:cpi:4012345.ABC.*", "/8010/4012345ABC")]
    [InlineData("urn:epc:idpat:grai:4012345.66666.*", "/8003/04012345666663")]
    public void Every_scheme_gives_its_key_with_its_check_digit(string urn, string path) =>
        Assert.Equal("https://id.gs1.org" + path, EpcUrn.ToDigitalLink(urn));

    [Theory]
    [InlineData("urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()", "6789%2F%26%25%22%21%3F%28%29")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.a+b,c:d*e", "a%2Bb%2Cc%3Ad%2Ae")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.%3c%2f", "%3C%2F")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.-._';=", "-._';=")]
    [InlineData("urn:epc:id:sgtin:0614141.812345.%41", "A")]
    public void Signs_are_escaped_as_links_want_them(string urn, string serial) =>
        Assert.Equal("https://id.gs1.org/01/80614141123458/21/" + serial, EpcUrn.ToDigitalLink(urn));

    [Theory]
    [InlineData("urn:epc:id:sgtin:4012345.01111.1")]
    [InlineData("urn:epc:id:sgtin:40123.01111111.1")]
    [InlineData("urn:epc:id:sgtin:4012345.011111")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.123456789012345678901")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.a b")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.a%2")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.a%20b")]
    [InlineData("urn:epc:id:sgtin:401234A.011111.1")]
    [InlineData("urn:epc:id:sgcn:4012345.22222.A1")]
    [InlineData("urn:epc:id:sscc:4012345.31111111111")]
    [InlineData("urn:epc:id:itip:4012345.011111.1.2.987")]
    [InlineData("urn:epc:idpat:sgtin:4012345.*.*")]
    [InlineData("urn:epc:idpat:sgtin:4012345.012345.7")]
    [InlineData("urn:epc:id:usdod:CAGEY.5678")]
    [InlineData("urn:epc:id:sgtin")]
    [InlineData("urn:epc:")]
    [InlineData("https://id.gs1.org/01/04012345111118")]
    public void What_does_not_fit_its_scheme_gives_no_link_but_a_remedy(string urn)
    {
        var reading = EpcUrn.Read(urn);
        Assert.Null(reading.Identity);
        Assert.NotEmpty(reading.Problem!.Reason);
        Assert.NotEmpty(reading.Problem.Remedy);
        Assert.Null(EpcUrn.ToDigitalLink(urn));
    }
}
