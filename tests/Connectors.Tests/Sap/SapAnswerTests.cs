using System.IO.Compression;
using System.Text;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>The shapes in which other systems than ours word the same answers.</summary>
public sealed class SapAnswerTests : IDisposable
{
    private const string Service = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/";
    private const string Orders = $"{Service}A_SalesOrder";

    private static readonly PushDocument Order = new("sales-order", "HUB-1", "D001", """
        {"currency":"CNY","lines":[{"product_code":"P-0001","quantity":"12","unit_price":"10.20"}]}
        """);

    private readonly WireMockServer _sap = WireMockServer.Start();

    public SapAnswerTests() => _sap.Given(Request.Create().WithPath(Service).UsingGet()).RespondWith(
        Response.Create().WithHeader("x-csrf-token", "t").WithBody("{}"));

    public void Dispose() => _sap.Dispose();

    [Theory]
    [InlineData(201, """{"d":{"SalesOrder":4711}}""", "")]
    [InlineData(201, """{"d":{"results":{"SalesOrder":"4711"}}}""", "")]
    [InlineData(201, """{"d":[{"SalesOrder":"4711"}]}""", "")]
    [InlineData(204, "", "https://erp:44300/sap/opu/odata/sap/API_SALES_ORDER_SRV/A_SalesOrder('4711')")]
    [InlineData(204, "", "A_SalesOrder(SalesOrder='4711')")]
    public async Task A_created_document_is_known_by_its_number_however_it_is_told(
        int status, string body, string location)
    {
        GivenPost(status, "application/json", body, location);
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
    }

    [Theory]
    [InlineData(204, "A_SalesOrderItem('4711')")]
    [InlineData(204, "A_SalesOrder('4711')/to_Item")]
    [InlineData(201, "A_SalesOrder('4711')")]
    public async Task A_place_that_is_not_the_document_or_stands_for_a_lost_body_gives_no_number(
        int status, string location)
    {
        GivenPost(status, "application/json", "", location);
        Assert.IsType<PushOutcome.Unknown>(await PushAsync());
    }

    [Fact]
    public async Task Details_of_a_refusal_are_told_beside_its_general_words()
    {
        GivenPost(400, "application/json", """
            {"error":{"code":"SY/530","message":{"lang":"en","value":"An exception was raised"},"innererror":{
             "transactionid":"00","errordetails":[
              {"code":"V1/302","message":"Material P-0001 is unknown","severity":"error"},
              {"code":"/IWBEP/CX_SD_GEN","message":"An exception","severity":"error"}]}}}
            """);
        Assert.Equal(
            new PushOutcome.Refused("SY/530: An exception was raised; V1/302: Material P-0001 is unknown"),
            await PushAsync());
    }

    [Fact]
    public async Task A_refusal_in_XML_is_told_in_its_words()
    {
        GivenPost(400, "application/xml", """
            <?xml version="1.0"?><error xmlns="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">
            <code>V1/302</code><message xml:lang="en">Material P-0001 is unknown</message>
            <innererror><transactionid>00</transactionid></innererror></error>
            """);
        Assert.Equal(new PushOutcome.Refused("V1/302: Material P-0001 is unknown"), await PushAsync());
    }

    [Theory]
    [InlineData(400, "V1/042", "Sales document 4711 is in work")]
    [InlineData(400, "ZZ/001", "Customer D001 is currently being processed by USER1")]
    [InlineData(423, "MC/601", "Object requested is currently locked by user USER1")]
    public async Task What_somebody_works_on_is_sent_again_later_and_not_refused(int status, string code, string said)
    {
        GivenPost(status, "application/json", $$$$"""
            {"error":{"code":"{{{{code}}}}","message":{"lang":"en","value":"{{{{said}}}}"}}}
            """);
        var unknown = Assert.IsType<PushOutcome.Unknown>(await PushAsync());
        Assert.False(unknown.MayHaveArrived);
        Assert.Contains(said, unknown.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"d":[ROW]}""", false, null)]
    [InlineData("""{"d":{"__count":1,"results":[ROW]}}""", false, 1L)]
    [InlineData("""{"d":{"results":[ROW],"__count":"1"}}""", true, 1L)]
    public async Task A_collection_is_read_in_each_of_its_forms(string body, bool packed, long? count)
    {
        const string row = """
            {"SalesOrder":"1","SoldToParty":"D001","SalesOrderDate":"/Date(1793404800000+0000)/",
             "RequestedDeliveryDate":null,"PurchaseOrderByCustomer":"","TransactionCurrency":"CNY",
             "OverallSDProcessStatus":"A","OverallSDDocumentRejectionSts":"A","TotalNetAmount":10.20,
             "to_Item":{"results":[{"SalesOrderItem":"10","Material":"P-0001","RequestedQuantity":1.0,
             "RequestedQuantityUnit":"EA","NetAmount":10.20,"YY1_NetPrice":10.20}]}}
            """;
        var text = Encoding.UTF8.GetBytes(body.Replace("ROW", row, StringComparison.Ordinal));
        var response = Response.Create().WithHeader("Content-Type", "application/json");
        _sap.Given(Request.Create().WithPath(Orders)).RespondWith(packed
            ? response.WithHeader("Content-Encoding", "gzip").WithBody(Packed(text))
            : response.WithBody(text));
        var (source, mapping) = Source();

        var page = Assert.Single(await Samples.PullAllAsync(source, mapping));

        var mapped = Mapper.Map(Datasets.Orders, mapping, source.Read(mapping, page));
        Assert.Empty(mapped.Rejected);
        Assert.Equal("1", Assert.Single(mapped.Documents).Key);
        Assert.Equal(count, page.SourceTotal);
    }

    [Fact]
    public async Task A_packed_answer_that_is_cut_off_is_a_failure()
    {
        var packed = Packed(Encoding.UTF8.GetBytes("""{"d":{"results":[]}}"""));
        _sap.Given(Request.Create().WithPath(Orders)).RespondWith(Response.Create()
            .WithHeader("Content-Type", "application/json").WithHeader("Content-Encoding", "gzip")
            .WithBody(packed[..^12]));
        var (source, mapping) = Source();
        var e = await Assert.ThrowsAsync<ConnectorException>(() => Samples.PullAllAsync(source, mapping));
        Assert.Equal(ConnectorFailure.Transient, e.Failure);
    }

    [Fact]
    public async Task Behind_a_proxy_with_a_path_of_its_own_the_links_of_SAP_still_lead_on()
    {
        const string own = "/erp/sap/opu/odata/sap/API_SALES_ORDER_SRV/A_SalesOrder";
        _sap.Given(Request.Create().WithPath(own)).AtPriority(9).RespondWith(Response.Create().WithBody(
            $$$"""{"d":{"results":[],"__next":"https://erp-app01:44300{{{Orders}}}?$skiptoken=2"}}"""));
        _sap.Given(Request.Create().WithPath(own).WithParam("$skiptoken", "2")).AtPriority(1).RespondWith(
            Response.Create().WithBody("""{"d":{"results":[]}}"""));
        var (source, mapping) = Source("/erp/sap/opu/odata/sap");
        Assert.Equal(2, (await Samples.PullAllAsync(source, mapping)).Count);
    }

    private void GivenPost(int status, string type, string body, string location = "")
    {
        var response = Response.Create().WithStatusCode(status).WithHeader("Content-Type", type);
        response = location.Length > 0 ? response.WithHeader("Location", location) : response;
        _sap.Given(Request.Create().WithPath(Orders).UsingPost())
            .RespondWith(body.Length > 0 ? response.WithBody(body) : response);
    }

    private Task<PushOutcome> PushAsync() => ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url, Samples.Quick(retries: 0, timeoutSeconds: 60)),
        new FixedSecrets(),
        TimeProvider.System).Target!.PushAsync(Order, TestContext.Current.CancellationToken);

    private (ISource Source, DatasetMapping Mapping) Source(string below = "")
    {
        var file = Samples.Shipped("sap", _sap.Url + below, Samples.Quick(retries: 0, timeoutSeconds: 60));
        return (ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Source!, file.Dataset("orders"));
    }

    private static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }
}
