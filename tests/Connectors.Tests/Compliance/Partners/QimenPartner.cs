using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.Wms;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>A Qimen WMS: its stock comes in, delivery orders go out.</summary>
internal sealed class QimenPartner : CompliancePartner
{
    public override string NumberField => "product_code";

    public override string AmountField => "on_hand";

    public override Abilities Can { get; } = new()
    {
        NoWindows = "A WMS list bears no stamp of the last change.",
        NoReadToken = "Every Qimen call is signed; there is no token.",
        NoWriteToken = "Every Qimen call is signed; there is no token.",
    };

    public override Stage NewStage(TimeProvider time) => new WmsStage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "wms",
          "kind": "qimen",
          "address": "{{address}}",
          "app": { "key": "12345678", "secret": { "secret": "PARTNER_SECRET" }, "customer": "c1234567" },
          "datasets": [
            {
              "dataset": "stock",
              "source": { "method": "stock.query", "list": "items.item", "pageSize": 3, "queryDate": true },
              "fields": {
                "place_kind": { "constant": "warehouse" }, "place_code": "warehouseCode", "product_code": "itemCode",
                "as_of": "@queryDate", "on_hand": "quantity", "reserved": "lockQuantity", "unit": "unit"
              }
            }
          ]
        }
        """;

    public override StageRecord Spoilt(StageRecord record) => record with { Number = "" };

    public override PushDocument Document(string key) => new("delivery-order", key, StageBusiness.Dealer, $$"""
        {
          "warehouse_code": "{{StageBusiness.Warehouse}}",
          "lines": [ { "position": "1", "product_code": "{{StageBusiness.Product}}", "quantity": "2" } ]
        }
        """);
}
