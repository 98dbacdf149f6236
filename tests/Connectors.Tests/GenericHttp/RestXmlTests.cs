using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.GenericHttp;

/// <summary>Answers in XML whose elements stand in namespaces: paths are of local names.</summary>
public sealed class RestXmlTests : IDisposable
{
    private readonly WireMockServer _erp = WireMockServer.Start();

    [Theory]
    [InlineData("""<r xmlns="urn:erp:7"><items><item><no>{0}</no>{1}</item></items><n>1</n></r>""")]
    [InlineData(
        """
        <s:Envelope xmlns:s="urn:soap"><items xmlns="urn:a"><b:item xmlns:b="urn:b"><b:no>{0}</b:no>{1}</b:item></items>
        <n>1</n></s:Envelope>
        """)]
    [InlineData("<r><items><item><no>{0}</no>{1}</item></items><n>1</n></r>")]
    public async Task Records_and_fields_are_found_in_any_namespace(string body)
    {
        const string Rest = "<customer>C1</customer><day>2026-10-01</day><amount>2.50</amount>";
        _erp.Given(Request.Create().WithPath("/api/payments")).RespondWith(Response.Create().WithBody(
            string.Format(System.Globalization.CultureInfo.InvariantCulture, body, "7", Rest)));
        var file = GenericHttp.Rest.File(
            $"{_erp.Url}/api", """{ "format": "xml" }""", """{ "records": "items.item", "total": "n" }""");
        var (source, mapping) = GenericHttp.Rest.Source(file);
        var pages = await Samples.PullAllAsync(source, mapping, null, null);
        var mapped = Mapper.Map(Datasets.Payments, mapping, source.Read(mapping, Assert.Single(pages)));
        Assert.Empty(mapped.Rejected);
        Assert.Equal("7", Assert.Single(mapped.Documents).Key);
        Assert.Equal(1, pages[0].SourceTotal);
    }

    public void Dispose() => _erp.Dispose();
}
