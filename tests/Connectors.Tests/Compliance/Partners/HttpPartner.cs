using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Rest;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>A JSON system with an access token: payments come in, orders go out.</summary>
internal sealed class HttpPartner : CompliancePartner
{
    public override string AmountField => "amount";

    public override Abilities Can { get; } = new();

    public override Stage NewStage(TimeProvider time) => new RestStage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "erp",
          "kind": "http",
          "address": "{{address}}/api",
          "http": {
            "auth": {
              "kind": "oauth2", "client": "hub", "secret": { "secret": "PARTNER_SECRET" },
              "tokenAddress": "{{address}}/oauth/token", "clientIn": "body"
            },
            "failure": { "path": "code", "notIn": [ "OK" ], "message": "message", "transient": [ "BUSY" ] },
            "targets": {
              "sales-order": {
                "path": "/orders",
                "fields": { "key": "@key", "customer": "@dealer" },
                "lines": { "member": "lines", "fields": { "product": "product_code", "quantity": "quantity" } },
                "number": "number",
                "duplicate": [ 409 ],
                "find": { "path": "/orders?key={key}", "records": "items", "number": "number", "key": "key" }
              }
            }
          },
          "datasets": [
            {
              "dataset": "payments",
              "snapshot": { "whole": true },
              "source": {
                "path": "/payments", "records": "items", "total": "total",
                "paging": { "kind": "page", "parameter": "page", "sizeParameter": "size", "size": 3, "stop": "total" },
                "changed": { "from": "changedFrom", "to": "changedTo" }
              },
              "fields": {
                "number": "no", "dealer_code": "customer", "payment_date": "day", "amount": "amount",
                "currency": { "constant": "CNY" }
              }
            }
          ]
        }
        """;

    public override PushDocument Document(string key) => new("sales-order", key, StageBusiness.Dealer, $$"""
        { "currency": "CNY", "lines": [ { "product_code": "{{StageBusiness.Product}}", "quantity": "2" } ] }
        """);
}
