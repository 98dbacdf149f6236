using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Serving;
using DealerIntegration.Simulators.YonBip;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>A YonBIP tenant: sales orders are read, and written under a field of the tenant's own.</summary>
internal sealed class YonBipPartner : CompliancePartner
{
    public override string AmountField => "net_amount";

    public override Abilities Can { get; } = new();

    public override Stage NewStage(TimeProvider time) => new YonBipStage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "yonbip",
          "kind": "yonbip",
          "address": "{{address}}",
          "app": { "key": "demo-app-key", "secret": { "secret": "YONBIP_SECRET" }, "customer": "demo-tenant" },
          "yonbip": { "targets": { "sales-order": {{Target}} } },
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

    // Everything that YonBIP wants of an order; what a tenant keeps to itself is a constant.
    private const string Target = """
        {
          "save": "/yonbip/sd/voucherorder/singleSave",
          "find": {
            "path": "/yonbip/sd/voucherorder/list", "field": "headItem.define1", "key": "headItem.define1"
          },
          "amounts": { "taxRate": 0.13 },
          "fields": {
            "_status": { "constant": "Insert" },
            "headItem.define1": "@key",
            "salesOrgId": { "constant": "1000" },
            "settlementOrgId": { "constant": "1000" },
            "transactionTypeId": { "constant": "SO01" },
            "agentId": "@dealer",
            "invoiceAgentId": "@dealer",
            "vouchdate": { "path": "order_date", "convert": "date:yyyy-MM-dd HH:mm:ss" },
            "orderPrices!currency": { "path": "currency", "map": { "CNY": "CNY" } },
            "orderPrices!natCurrency": { "constant": "CNY" },
            "orderPrices!exchRate": { "constant": "1", "convert": "number" },
            "orderPrices!exchangeRateType": { "constant": "01" },
            "orderPrices!taxInclusive": { "constant": "true" },
            "payMoney": { "path": "gross_amount", "convert": "number" }
          },
          "lines": {
            "member": "orderDetails",
            "fields": {
              "_status": { "constant": "Insert" },
              "productId": "product_code",
              "stockOrgId": { "constant": "1000" },
              "settlementOrgId": { "constant": "1000" },
              "masterUnitId": { "path": "unit", "default": "EA" },
              "iProductUnitId": { "path": "unit", "default": "EA" },
              "iProductAuxUnitId": { "path": "unit", "default": "EA" },
              "qty": { "path": "quantity", "convert": "number" },
              "subQty": { "path": "quantity", "convert": "number" },
              "priceQty": { "path": "quantity", "convert": "number" },
              "invExchRate": { "constant": "1", "convert": "number" },
              "invPriceExchRate": { "constant": "1", "convert": "number" },
              "unitExchangeType": { "constant": "0", "convert": "number" },
              "unitExchangeTypePrice": { "constant": "0", "convert": "number" },
              "taxId": { "constant": "VAT13" },
              "orderProductType": { "constant": "SALE" },
              "oriTaxUnitPrice": { "path": "gross_price", "convert": "number" },
              "oriSum": { "path": "gross_amount", "convert": "number" },
              "orderDetailPrices!oriUnitPrice": { "path": "unit_price", "convert": "number" },
              "orderDetailPrices!oriMoney": { "path": "net_amount", "convert": "number" },
              "orderDetailPrices!oriTax": { "path": "tax_amount", "convert": "number" },
              "orderDetailPrices!natUnitPrice": { "path": "unit_price", "convert": "number" },
              "orderDetailPrices!natTaxUnitPrice": { "path": "gross_price", "convert": "number" },
              "orderDetailPrices!natMoney": { "path": "net_amount", "convert": "number" },
              "orderDetailPrices!natSum": { "path": "gross_amount", "convert": "number" },
              "orderDetailPrices!natTax": { "path": "tax_amount", "convert": "number" }
            }
          }
        }
        """;
}
