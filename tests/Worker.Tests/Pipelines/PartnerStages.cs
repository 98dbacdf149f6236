using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Tests.Compliance.Partners;
using DealerIntegration.Simulators.Sap;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.Wms;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Pipelines;

/// <summary>A hub with an ERP and a warehouse that remember.</summary>
internal sealed class PartnerStages : IAsyncDisposable
{
    private PartnerStages(TestHub hub, SapStage sap, WmsStage wms) => (Hub, Sap, Wms) = (hub, sap, wms);

    public TestHub Hub { get; }

    public SapStage Sap { get; }

    public WmsStage Wms { get; }

    public static async Task<PartnerStages> OpenAsync(PostgresFixture postgres, int settleSeconds = 0)
    {
        var limits = $$"""{ "parallel": 4, "timeoutSeconds": 60, "retries": 0, "settleSeconds": {{settleSeconds}} }""";
        var (sap, wms) = (new SapStage(TimeProvider.System), new WmsStage(TimeProvider.System));
        await sap.StartAsync();
        await wms.StartAsync();
        var erp = JsonNode.Parse(new SapPartner().FileJson(sap.Address, limits))!;
        erp["sap"] = JsonNode.Parse("""{ "batch": 10, "rejectionReason": "61" }""");
        var hub = await TestHub.OpenAsync(postgres, new TestConfig
        {
            Files = new Dictionary<string, string>
            {
                ["connectors/sap.json"] = erp.ToJsonString(),
                ["connectors/wms.json"] = new QimenPartner().FileJson(wms.Address, limits),
            },
        });
        await File.WriteAllTextAsync(Path.Combine(hub.Paths.Secrets, "PARTNER_SECRET"), Stage.Secret);
        return new PartnerStages(hub, sap, wms);
    }

    /// <summary>Puts documents of ours into the outbox.</summary>
    public async Task SendAsync(params OutboxEntry[] entries)
    {
        var run = await Hub.ImportRunAsync();
        await Hub.Database.InTransactionAsync(
            (_, transaction) => OutboxStore.AddAsync(transaction, entries, run, CancellationToken.None),
            CancellationToken.None);
    }

    public static OutboxEntry SalesOrder(string key, string? product = null) => new(
        "sap", "sales-order", key, StageBusiness.Dealer, $$"""
        {"currency":"CNY","lines":[{"product_code":"{{product ?? StageBusiness.Product}}","quantity":"2",
         "unit_price":"10.20"}]}
        """);

    public static OutboxEntry DeliveryOrder(string key, string salesOrder) => new(
        "wms", "delivery-order", key, StageBusiness.Dealer, $$"""
        {"warehouse_code":"{{StageBusiness.Warehouse}}","order_number":"{{salesOrder}}",
         "lines":[{"position":"1","product_code":"{{StageBusiness.Product}}","quantity":"2"}]}
        """);

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Sap.DisposeAsync();
        await Wms.DisposeAsync();
    }
}
