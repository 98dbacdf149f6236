using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Sap;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>
/// SAP over OData V2: sales orders both ways, each document in a call of its own, so that a fault befalls one of them.
/// </summary>
internal sealed class SapPartner : CompliancePartner
{
    public bool Links { get; init; } = true;

    public override string AmountField => "net_amount";

    public override Abilities Can { get; } = new()
    {
        NoReadToken = "SAP's reads go by basic sign-in.",
        NoDuplicateCheck = "SAP enters an order again when it is posted again.",
        ErrorInside = ConnectorFailure.Configuration,
    };

    public override Stage NewStage(TimeProvider time) => new SapStage(time) { Links = Links };

    public override string FileJson(string address) => $$"""
        {
          "name": "sap",
          "kind": "sap",
          "address": "{{address}}",
          "signIn": { "user": "HUB", "password": { "secret": "PARTNER_SECRET" } },
          "sap": { "batch": 1 },
          "datasets": [
            {
              "dataset": "orders",
              "source": {
                "request": "API_SALES_ORDER_SRV/A_SalesOrder", "orderBy": "SalesOrder", "expand": "to_Item",
                "changedBy": "LastChangeDateTime"
              },
              "fields": {
                "number": "SalesOrder",
                "dealer_code": "SoldToParty",
                "order_date": { "path": "SalesOrderDate", "convert": "sapDate" },
                "currency": "TransactionCurrency",
                "status": { "constant": "open" },
                "net_amount": "TotalNetAmount"
              },
              "lines": {
                "path": "to_Item.results",
                "fields": {
                  "position": "SalesOrderItem", "product_code": "Material", "quantity": "RequestedQuantity",
                  "unit": "RequestedQuantityUnit", "unit_price": "YY1_NetPrice", "net_amount": "NetAmount"
                }
              }
            }
          ]
        }
        """;

    public override PushDocument Document(string key) => new("sales-order", key, StageBusiness.Dealer, $$"""
        {
          "currency": "CNY",
          "lines": [
            { "position": "1", "product_code": "{{StageBusiness.Product}}", "quantity": "2", "unit": "EA",
              "unit_price": "10.20" }
          ]
        }
        """);
}
