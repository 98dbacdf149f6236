using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Sap;
using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>An order that a dealer takes back: for the version that was read, wholly, never once delivered.</summary>
public sealed class OrderWithdrawalTests : IDisposable
{
    private const string Orders = "/sap/opu/odata/sap/API_SALES_ORDER_SRV/A_SalesOrder";

    private static readonly PushDocument Withdrawal = new("sales-order-withdrawal", "SO-1", "D001", "{}");

    private readonly WireMockServer _sap = WireMockServer.Start();
    private readonly BatchPartner _partner;

    public OrderWithdrawalTests() => _partner = new BatchPartner(_sap, "API_SALES_ORDER_SRV");

    public void Dispose() => _sap.Dispose();

    [Fact]
    public async Task All_items_are_rejected_together_for_the_version_that_was_read()
    {
        GivenOrder(Order("A", "v1", "", ""));
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal(
            [
                new BatchedCall("PATCH", "A_SalesOrderItem(SalesOrder='4711',SalesOrderItem='10')", "W/\"v1\"",
                    """{"SalesDocumentRjcnReason":"61"}"""),
                new BatchedCall("PATCH", "A_SalesOrderItem(SalesOrder='4711',SalesOrderItem='20')", "W/\"v1\"",
                    """{"SalesDocumentRjcnReason":"61"}"""),
            ],
            _partner.Calls);
    }

    [Fact]
    public async Task A_version_that_is_out_of_date_is_read_again_and_decided_anew()
    {
        GivenOrder(Order("A", "v1", "", ""), Order("A", "v2", "", ""));
        _partner.Answer = call => call.IfMatch == "W/\"v1\"" ? (412, "", "") : (204, "", "");
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal("W/\"v2\"", _partner.Calls[^1].IfMatch);
        Assert.Equal(4, _partner.Calls.Count);
    }

    [Fact]
    public async Task What_was_delivered_in_the_meantime_is_refused_and_not_overwritten()
    {
        GivenOrder(Order("A", "v1", "", ""), Order("B", "v2", "", ""));
        _partner.Answer = _ => (412, "", "");
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync());
        Assert.Contains("delivered already", refused.Reason, StringComparison.Ordinal);
        Assert.Single(_partner.Bodies);
    }

    [Fact]
    public async Task An_order_that_others_keep_changing_stays_open_without_effect()
    {
        GivenOrder(Order("A", "v1", "", ""));
        _partner.Answer = _ => (412, "", "");
        Assert.False(Assert.IsType<PushOutcome.Unknown>(await PushAsync()).MayHaveArrived);
        Assert.Equal(3, _partner.Bodies.Count);
    }

    [Fact]
    public async Task One_that_is_rejected_already_is_done_and_found()
    {
        GivenOrder(Order("A", "v1", "61", "02"));
        Assert.Equal(new PushOutcome.Done("4711"), await PushAsync());
        Assert.Equal("4711", await Target().FindAsync(Withdrawal, TestContext.Current.CancellationToken));
        Assert.Empty(_partner.Calls);
    }

    [Fact]
    public async Task One_that_stands_is_not_found_and_one_that_is_not_there_is_refused()
    {
        GivenOrder(Order("A", "v1", "61", ""));
        Assert.Null(await Target().FindAsync(Withdrawal, TestContext.Current.CancellationToken));
        _sap.Reset();
        GivenOrder("""{"d":{"results":[]}}""");
        Assert.IsType<PushOutcome.Refused>(await PushAsync());
    }

    [Fact]
    public async Task A_refusal_and_a_lost_answer_are_told_apart()
    {
        GivenOrder(Order("A", "v1", "", ""));
        _partner.Answer = _ => (400, """{"error":{"code":"V1/555","message":{"value":"Reason 61 unknown"}}}""", "");
        Assert.Equal(new PushOutcome.Refused("V1/555: Reason 61 unknown"), await PushAsync());
        _partner.Instead = (500, "");
        Assert.True(Assert.IsType<PushOutcome.Unknown>(await PushAsync()).MayHaveArrived);
    }

    [Fact]
    public async Task Without_a_reason_in_the_file_nothing_is_withdrawn_and_nobody_called()
    {
        var refused = Assert.IsType<PushOutcome.Refused>(await PushAsync(new SapSettings()));
        Assert.Contains("sap.rejectionReason", refused.Reason, StringComparison.Ordinal);
        Assert.Empty(_sap.LogEntries);
    }

    private Task<PushOutcome> PushAsync(SapSettings? settings = null) =>
        Target(settings).PushAsync(Withdrawal, TestContext.Current.CancellationToken);

    private ITarget Target(SapSettings? settings = null) => ConnectorList.Create(
        Samples.Shipped("sap", _sap.Url, Samples.Quick(retries: 0, timeoutSeconds: 60)) with
        {
            Sap = settings ?? new SapSettings { RejectionReason = "61" },
        },
        new FixedSecrets(),
        TimeProvider.System).Target!;

    // One state after the other; the last one stays.
    private void GivenOrder(params string[] states)
    {
        for (var i = 0; i < states.Length; i++)
        {
            var next = $"{Math.Min(i + 1, states.Length - 1)}";
            var given = _sap.Given(Request.Create().WithPath(Orders).UsingGet().WithParam("$filter"));
            given = i == 0 && states.Length > 1 ? given.InScenario("o").WillSetStateTo("1")
                : i > 0 ? given.InScenario("o").WhenStateIs($"{i}").WillSetStateTo(next)
                : given;
            given.RespondWith(
                Response.Create().WithHeader("Content-Type", "application/json").WithBody(states[i]));
        }
    }

    private static string Order(string delivered, string version, params string[] reasons)
    {
        var items = string.Join(',', reasons.Select((r, i) => $$"""
            {"SalesOrderItem":"{{(i + 1) * 10}}","SalesDocumentRjcnReason":"{{r}}"}
            """));
        return $$$"""
            {"d":{"results":[{"__metadata":{"etag":"W/\"{{{version}}}\""},"SalesOrder":"4711",
             "PurchaseOrderByCustomer":"SO-1","OverallDeliveryStatus":"{{{delivered}}}",
             "to_Item":{"results":[{{{items}}}]}}]}}
            """;
    }
}
