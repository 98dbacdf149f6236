using System.Text.Json;
using System.Text.RegularExpressions;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Connectors.Sap;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>Several documents in one call, each with an outcome of its own.</summary>
public sealed class SapBatchTests : IDisposable
{
    private const string Service = "API_SALES_ORDER_SRV";

    private readonly WireMockServer _sap = WireMockServer.Start();
    private readonly BatchPartner _partner;

    public SapBatchTests() => _partner = new BatchPartner(_sap, Service) { Answer = Created };

    public void Dispose() => _sap.Dispose();

    [Fact]
    public async Task Each_document_is_a_changeset_of_its_own_in_one_call()
    {
        Assert.Equal(
            [Done("K-1"), Done("K-2"), Done("K-3")], await PushAsync(Order("K-1"), Order("K-2"), Order("K-3")));

        Assert.Equal(["POST", "POST", "POST"], _partner.Calls.Select(c => c.Method));
        Assert.All(_partner.Calls, c => Assert.Equal("A_SalesOrder", c.Path));
        var body = Assert.Single(_partner.Bodies);
        Assert.Equal(3, Regex.Count(body, "Content-Type: multipart/mixed; boundary=changeset_"));
        Assert.Equal(
            ["1", "2", "3"], Regex.Matches(body, "Content-ID: ([0-9]+)\r\n").Select(m => m.Groups[1].Value));
        Assert.DoesNotContain('\n', body.Replace("\r\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_refused_takes_no_other_with_it()
    {
        _partner.Answer = call => Key(call) == "K-2"
            ? (400, """{"error":{"code":"V1/302","message":{"lang":"en","value":"Material unknown"}}}""", "")
            : Created(call);
        Assert.Equal(
            [Done("K-1"), new PushOutcome.Refused("V1/302: Material unknown"), Done("K-3")],
            await PushAsync(Order("K-1"), Order("K-2"), Order("K-3")));
    }

    [Theory]
    [InlineData("--out\r\n", 2)]
    [InlineData("--in--", 1)]
    [InlineData("K-2", 1)]
    public async Task A_batch_that_breaks_off_leaves_those_without_an_answer_unknown(string cutBefore, int occurrence)
    {
        _partner.Wire = text =>
        {
            var at = -1;
            for (var i = 0; i <= occurrence; i++)
            {
                at = text.IndexOf(cutBefore, at + 1, StringComparison.Ordinal);
            }

            return text[..(at < 0 ? text.LastIndexOf(cutBefore, StringComparison.Ordinal) : at)];
        };
        var outcomes = await PushAsync(Order("K-1"), Order("K-2"), Order("K-3"));
        Assert.Equal(Done("K-1"), outcomes[0]);
        Assert.True(Assert.IsType<PushOutcome.Unknown>(outcomes[2]).MayHaveArrived);
    }

    [Fact]
    public async Task An_answer_for_another_key_gives_nobody_its_number()
    {
        _partner.Answer = call =>
            (201, $$$"""{"d":{"SalesOrder":"N","PurchaseOrderByCustomer":"not {{{Key(call)}}}"}}""", "");
        Assert.All(
            await PushAsync(Order("K-1"), Order("K-2")), o => Assert.IsType<PushOutcome.Unknown>(o));
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    public async Task A_failure_of_the_whole_is_the_outcome_of_every_document(int status, bool mayHaveArrived)
    {
        _partner.Instead = (status, """{"error":{"code":"X/1","message":{"value":"no"}}}""");
        var outcomes = await PushAsync(Order("K-1"), Order("K-2"));
        Assert.All(
            outcomes,
            o => Assert.Equal(mayHaveArrived, Assert.IsType<PushOutcome.Unknown>(o).MayHaveArrived));
        Assert.Single(_partner.Bodies);
    }

    [Fact]
    public async Task A_service_without_batches_gets_the_documents_one_by_one()
    {
        _partner.Instead = (404, """{"error":{"code":"X","message":{"value":"no $batch here"}}}""");
        _sap.Given(Request.Create().WithPath($"/sap/opu/odata/sap/{Service}/A_SalesOrder").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(201).WithBody("""{"d":{"SalesOrder":"4711"}}"""));
        Assert.Equal(
            [new PushOutcome.Done("4711"), new PushOutcome.Done("4711")], await PushAsync(Order("K-1"), Order("K-2")));
    }

    [Fact]
    public async Task A_batch_that_SAP_refuses_goes_one_by_one_at_once_and_after_two_of_them_no_other_is_tried()
    {
        _partner.Instead = (400, """{"error":{"code":"X/1","message":{"value":"Malformed batch"}}}""");
        _sap.Given(Request.Create().WithPath($"/sap/opu/odata/sap/{Service}/A_SalesOrder").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(201).WithBody("""{"d":{"SalesOrder":"4711"}}"""));
        var target = Target();
        const string remark = "SAP refused the batch (X/1: Malformed batch); the document went by itself.";
        foreach (var said in new[] { remark, remark, null })
        {
            Assert.Equal(
                [new PushOutcome.Done("4711", said), new PushOutcome.Done("4711", said)],
                await target.PushAllAsync([Order("K-1"), Order("K-2")], TestContext.Current.CancellationToken));
        }

        Assert.Equal(2, _partner.Bodies.Count);
    }

    [Fact]
    public async Task A_batch_that_a_proxy_refuses_is_looked_up_one_by_one_and_then_sent_so()
    {
        _partner.Instead = (413, "<html>too large</html>");
        _sap.Given(Request.Create().WithPath($"/sap/opu/odata/sap/{Service}/A_SalesOrder").UsingGet()
            .WithParam("$filter")).RespondWith(Response.Create().WithBody("""{"d":{"results":[]}}"""));
        _sap.Given(Request.Create().WithPath($"/sap/opu/odata/sap/{Service}/A_SalesOrder").UsingPost())
            .RespondWith(Response.Create().WithStatusCode(201).WithBody("""{"d":{"SalesOrder":"4711"}}"""));
        var target = Target();
        PushDocument[] both = [Order("K-1"), Order("K-2")];
        var cancel = TestContext.Current.CancellationToken;
        Assert.All(
            await target.PushAllAsync(both, cancel),
            o => Assert.True(Assert.IsType<PushOutcome.Unknown>(o).MayHaveArrived));
        Assert.Equal([null, null], await target.FindAllAsync(both, cancel));
        Assert.All(await target.PushAllAsync(both, cancel), o => Assert.Equal(new PushOutcome.Done("4711"), o));
        Assert.Equal(2, _partner.Bodies.Count);
    }

    [Theory]
    [InlineData("multipart/mixed; boundary=out", "\r\n", "\n")]
    [InlineData("Multipart/Mixed;Boundary=\"out\"", "Content-Type", "content-type")]
    [InlineData("multipart/mixed; boundary=out/1=", "--out", "--out/1=")]
    [InlineData("multipart/mixed; boundary=out", "HTTP/1.1", "\r\nhttp/1.1")]
    [InlineData("multipart/mixed; boundary=out", "Content-Length: ", "Content-Length: 1")]
    [InlineData("multipart/mixed; boundary=out", "\r\nContent-Length: ", "\r\nX-Length: ")]
    [InlineData("multipart/mixed; boundary=out", "multipart/mixed; boundary=in", "multipart/mixed;boundary=\"in\"")]
    public async Task A_reply_is_read_however_its_frame_is_spelled(string type, string usual, string spelled)
    {
        _partner.Type = type;
        _partner.Wire = text => text.Replace(usual, spelled, StringComparison.Ordinal);
        Assert.Equal([Done("K-1"), Done("K-2")], await PushAsync(Order("K-1"), Order("K-2")));
    }

    [Fact]
    public async Task Many_keys_are_looked_up_in_one_call()
    {
        _partner.Answer = call => Uri.UnescapeDataString(call.Path).Contains("'K-2'", StringComparison.Ordinal)
            ? (200, """{"d":{"results":[{"SalesOrder":"4711","PurchaseOrderByCustomer":"K-2"}]}}""", "")
            : Uri.UnescapeDataString(call.Path).Contains("'K-3'", StringComparison.Ordinal)
                ? (503, "", "Retry-After: 7\r\n")
                : (200, """{"d":{"results":[]}}""", "");
        var found = await Target().FindAllAsync(
            [Order("K-1"), Order("K-2"), Order("K-3")], TestContext.Current.CancellationToken);

        Assert.Null(found[0]);
        Assert.Equal(new PushOutcome.Done("4711"), found[1]);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<PushOutcome.Unknown>(found[2]).RetryAfter);
        Assert.DoesNotContain("changeset", Assert.Single(_partner.Bodies), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_SAP_holds_twice_keeps_its_own_document_open_and_no_other()
    {
        _partner.Answer = call => Uri.UnescapeDataString(call.Path).Contains("'K-1'", StringComparison.Ordinal)
            ? (200, """
                {"d":{"results":[{"SalesOrder":"1","PurchaseOrderByCustomer":"K-1"},
                                 {"SalesOrder":"2","PurchaseOrderByCustomer":"K-1"}]}}
                """, "")
            : (200, """{"d":{"results":[]}}""", "");
        var found = await Target().FindAllAsync(
            [Order("K-1"), Order("K-2")], TestContext.Current.CancellationToken);
        Assert.Contains("1, 2", Assert.IsType<PushOutcome.Unknown>(found[0]).Reason, StringComparison.Ordinal);
        Assert.Null(found[1]);
    }

    [Fact]
    public async Task What_SAP_remarks_on_a_document_it_took_is_kept()
    {
        _partner.Answer = call => Created(call) with
        {
            Headers = """
                sap-message: {"code":"SLS_LORD/033","message":"Credit check not done",
                """ + """
                "details":[{"code":"V1/263","message":"Check the date"}]}
                """ + "\r\n",
        };
        Assert.Equal(
            new PushOutcome.Done("N-K-1", "SLS_LORD/033: Credit check not done; V1/263: Check the date"),
            (await PushAsync(Order("K-1"), Order("K-2")))[0]);
    }

    [Fact]
    public async Task Sales_area_and_price_condition_go_with_a_document_where_they_are_named()
    {
        var settings = new SapSettings { Sales = new SapSales("1010", "10", "00"), PriceCondition = "PPR0" };
        await Target(settings).PushAllAsync(
            [Order("K-1"), Order("K-2")], TestContext.Current.CancellationToken);
        using var order = JsonDocument.Parse(_partner.Calls[0].Body);
        Assert.Equal("1010", order.RootElement.GetProperty("SalesOrganization").GetString());
        var item = order.RootElement.GetProperty("to_Item")[0];
        Assert.False(item.TryGetProperty("YY1_NetPrice", out _));
        var price = item.GetProperty("to_PricingElement")[0];
        Assert.Equal("PPR0", price.GetProperty("ConditionType").GetString());
        Assert.Equal("10.20", price.GetProperty("ConditionRateValue").GetString());
    }

    [Fact]
    public async Task A_document_that_cannot_be_written_is_refused_and_the_others_of_its_batch_go()
    {
        var settings = new SapSettings
        {
            Targets =
            {
                ["sales-order"] = new SapTargetRule
                {
                    Fields =
                    {
                        ["SoldToParty"] = new FieldMapping { Path = "@dealer", Map = new() { ["D001"] = "17100001" } },
                    },
                },
            },
        };

        var outcomes = await Target(settings).PushAllAsync(
            [Order("K-1"), Order("K-2") with { DealerCode = "D999" }, Order("K-3")],
            TestContext.Current.CancellationToken);

        Assert.Equal((Done("K-1"), Done("K-3")), (outcomes[0], outcomes[2]));
        Assert.Contains("'D999' is not in the map", Assert.IsType<PushOutcome.Refused>(outcomes[1]).Reason);
        Assert.Equal(["K-1", "K-3"], _partner.Calls.Select(Key));
    }

    private async Task<IReadOnlyList<PushOutcome>> PushAsync(params PushDocument[] documents) =>
        await Target().PushAllAsync(documents, TestContext.Current.CancellationToken);

    private IBatchTarget Target(SapSettings? settings = null) => (IBatchTarget)ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url, Samples.Quick(retries: 0, timeoutSeconds: 60)) with { Sap = settings },
        new FixedSecrets(),
        TimeProvider.System).Target!;

    private static PushDocument Order(string key) => new("sales-order", key, "D001", """
        {"number":"1","dealer_code":"D001","currency":"CNY",
         "lines":[{"position":"1","product_code":"P-0001 中文\n--out","quantity":"12","unit_price":"10.20"}]}
        """);

    private static PushOutcome.Done Done(string key) => new($"N-{key}");

    private static string Key(BatchedCall call) =>
        Regex.Match(call.Body, "\"PurchaseOrderByCustomer\":\"([^\"]+)\"").Groups[1].Value;

    private static (int Status, string Body, string Headers) Created(BatchedCall call) => (
        201,
        $$$"""{"d":{"SalesOrder":"N-{{{Key(call)}}}","PurchaseOrderByCustomer":"{{{Key(call)}}}"}}""",
        $"Location: x\r\n");
}
