using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.YonBip;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>A YonBIP tenant: sales orders are read, and written under a field of the tenant's own.</summary>
internal sealed class YonBipPartner : CompliancePartner
{
    private static readonly JsonDocumentOptions WithComments =
        new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public override string AmountField => "net_amount";

    public override Abilities Can { get; } = new() { LooksUpFirst = true };

    public override Stage NewStage(TimeProvider time) => new YonBipStage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "yonbip",
          "kind": "yonbip",
          "address": "{{address}}",
          "app": { "key": "demo-app-key", "secret": { "secret": "PARTNER_SECRET" }, "customer": "demo-tenant" },
          "yonbip": { "targets": { "sales-order": {{Target()}} } },
          "datasets": [
            {
              "dataset": "orders",
              "source": {
                "path": "/yonbip/sd/voucherorder/list",
                "body": { "isSum": false },
                "pageSize": 3, "orderBy": [ "id", "orderDetails.id" ],
                "changed": { "field": "pubts" }
              },
              "fields": {
                "number": "code", "dealer_code": "agentId", "order_date": "vouchdate",
                "currency": "orderPrices.currency", "net_amount": "payMoney"
              },
              "lines": {
                "groupBy": "id",
                "fields": { "position": "lineno", "product_code": "productCode", "quantity": "qty" }
              }
            }
          ]
        }
        """;

    public override PushDocument Document(string key) => new("sales-order", key, StageBusiness.Dealer, $$"""
        {
          "number": "PO-1", "dealer_code": "{{StageBusiness.Dealer}}", "order_date": "2026-10-30",
          "requested_date": "2026-11-02", "currency": "CNY",
          "lines": [
            {
              "position": "1", "product_code": "{{StageBusiness.Product}}", "quantity": "3", "unit": "EA",
              "unit_price": "9.99"
            }
          ]
        }
        """);

    // The example's own rule, so that what is shipped is what is held to the suite. A draft is all that is wanted of it
    // here: submitting and auditing are further writes, which the suite does not expect.
    private static string Target()
    {
        var path = Checkout.Find("examples/yonbip/connector.json");
        var file = JsonNode.Parse(System.IO.File.ReadAllText(path), documentOptions: WithComments)!;
        var rule = file["yonbip"]!["targets"]!["sales-order"]!;
        rule.AsObject().Remove("submit");
        rule.AsObject().Remove("audit");
        return rule.ToJsonString();
    }
}
