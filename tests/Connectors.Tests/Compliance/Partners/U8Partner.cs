using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.U8;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>The OpenAPI of a U8: its current stock comes in, sales orders go out and are done later.</summary>
internal sealed class U8Partner : CompliancePartner
{
    public override string NumberField => "product_code";

    public override string AmountField => "on_hand";

    public override Abilities Can { get; } = new()
    {
        NoWindows = "A U8 list knows the document's date and no stamp of the last change.",
    };

    public override Stage NewStage(TimeProvider time) => new U8Stage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "u8",
          "kind": "u8",
          "address": "{{address}}",
          "app": {
            "key": "{{U8Gate.AppKey}}", "secret": { "secret": "PARTNER_SECRET" }, "customer": "{{U8Gate.Caller}}"
          },
          "u8": {
            "account": "{{U8Gate.Owner}}",
            "patienceSeconds": 1200,
            "tokenCodes": [ "{{U8Exception.Token}}" ],
            "transientCodes": [ "{{U8Exception.Busy}}" ],
            "refusedCodes": [ "{{U8Exception.Refused}}" ],
            "targets": {
              "sales-order": {
                "resource": "saleorder",
                "fields": { "code": "@key", "custcode": "@dealer" },
                "lines": { "member": "entry", "fields": { "inventorycode": "product_code", "quantity": "quantity" } },
                "find": {
                  "resource": "saleorderlist", "query": { "code_begin": "{key}", "code_end": "{key}" }, "key": "code"
                }
              }
            }
          },
          "datasets": [
            {
              "dataset": "stock",
              "source": { "resource": "currentstock", "pageSize": 3 },
              "fields": {
                "place_kind": { "constant": "warehouse" }, "place_code": "whcode", "product_code": "invcode",
                "as_of": "@queryDate", "on_hand": "qty", "reserved": "fstopqty", "unit": "unitname"
              }
            }
          ]
        }
        """;

    public override StageRecord Spoilt(StageRecord record) => record with { Number = "" };

    public override PushDocument Document(string key) => new("sales-order", key, StageBusiness.Dealer, $$"""
        { "currency": "CNY", "lines": [ { "product_code": "{{StageBusiness.Product}}", "quantity": "2" } ] }
        """);
}
