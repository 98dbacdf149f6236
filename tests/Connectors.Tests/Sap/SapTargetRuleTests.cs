using System.Text.Json;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Sap;

namespace DealerIntegration.Connectors.Tests.Sap;

/// <summary>What IT may change of the documents that go to SAP, in the connector file alone.</summary>
public sealed class SapTargetRuleTests
{
    private static readonly PushDocument Order = new("sales-order", "HUB-1", "D001", """
        {"number":"PO-7","dealer_code":"D001","order_date":"2026-10-30","requested_date":"2026-10-31","currency":"CNY",
         "lines":[{"position":"1","product_code":"P-1","quantity":"12","unit":"BOX","unit_price":"10.20"},
                  {"position":"2","product_code":"P-2","quantity":"3","unit":"EA"}]}
        """);

    private static readonly PushDocument Credit = new("credit-note", "CN-1", "D001", """
        {"dealer_code":"D001","currency":"CNY","amount":"-123.45","text":"Q3","period":"2026-10"}
        """);

    [Fact]
    public void Members_of_the_file_are_laid_over_what_the_hub_sends()
    {
        var body = Body(Order, """
            {
              "sales-order": {
                "fields": {
                  "SalesOrderType": { "constant": "ZOR" },
                  "SoldToParty": { "path": "@dealer", "map": { "D001": "17100001" } },
                  "CustomerPurchaseOrderDate": { "path": "order_date", "convert": "sapDate" },
                  "to_Text.0.LongTextID": { "constant": "ZH01" },
                  "to_Text.0.LongText": "number"
                },
                "omit": [ "TransactionCurrency" ],
                "lines": {
                  "fields": {
                    "ProductionPlant": { "constant": "1010" },
                    "UnderlyingPurchaseOrderItem": "position",
                    "RequestedQuantityUnit": { "path": "unit", "map": { "BOX": "CT", "EA": "EA" } },
                    "YY1_DealerOrder": "/number"
                  },
                  "omit": [ "YY1_NetPrice" ]
                }
              }
            }
            """);

        Assert.Equal(
            JsonNode.Parse("""
                {
                  "SalesOrderType": "ZOR", "SoldToParty": "17100001", "PurchaseOrderByCustomer": "HUB-1",
                  "RequestedDeliveryDate": "/Date(1793404800000)/",
                  "to_Item": [
                    {
                      "Material": "P-1", "RequestedQuantity": "12", "RequestedQuantityUnit": "CT",
                      "ProductionPlant": "1010", "UnderlyingPurchaseOrderItem": "1", "YY1_DealerOrder": "PO-7"
                    },
                    {
                      "Material": "P-2", "RequestedQuantity": "3", "RequestedQuantityUnit": "EA",
                      "ProductionPlant": "1010", "UnderlyingPurchaseOrderItem": "2", "YY1_DealerOrder": "PO-7"
                    }
                  ],
                  "CustomerPurchaseOrderDate": "/Date(1793318400000)/",
                  "to_Text": [ { "LongTextID": "ZH01", "LongText": "PO-7" } ]
                }
                """)!.ToJsonString(),
            body.ToJsonString());
    }

    [Fact]
    public void A_memo_has_one_item_that_is_read_from_the_document()
    {
        var item = Body(Credit, """
            {
              "credit-note": {
                "fields": { "CreditMemoRequestType": { "constant": "G2" } },
                "lines": {
                  "fields": { "Material": { "constant": "BONUS" }, "MaterialByCustomer": "/text" },
                  "omit": [ "RequestedQuantityUnit" ]
                }
              }
            }
            """)["to_Item"]![0]!.AsObject();

        Assert.Equal(
            """{"Material":"BONUS","RequestedQuantity":"1","YY1_NetAmount":"123.45","MaterialByCustomer":"Q3"}""",
            item.ToJsonString());
    }

    [Fact]
    public async Task A_value_that_the_map_does_not_know_refuses_the_document_and_calls_nobody()
    {
        var file = File("""
            { "sales-order": { "lines": { "fields": {
                "RequestedQuantityUnit": { "path": "unit", "map": { "EA": "EA" } } } } } }
            """);
        var target = ConnectorList.Create(file, new FixedSecrets(), TimeProvider.System).Target!;

        var refused = Assert.IsType<PushOutcome.Refused>(
            await target.PushAsync(Order, TestContext.Current.CancellationToken));
        Assert.Contains("'BOX' is not in the map of 'RequestedQuantityUnit'", refused.Reason);
    }

    [Theory]
    [InlineData("""{ "invoice": {} }""", "sap.targets.invoice: SAP takes no such kind")]
    [InlineData(
        """{ "sales-order": { "fields": { "PurchaseOrderByCustomer": "number" } } }""", "bears our key")]
    [InlineData("""{ "sales-order": { "omit": [ "PurchaseOrderByCustomer" ] } }""", "bears our key")]
    [InlineData("""{ "sales-order": { "omit": [ "Incoterms" ] } }""", "does not send 'Incoterms'; it sends SalesOrder")]
    [InlineData("""{ "credit-note": { "lines": { "omit": [ "YY1_NetPrice" ] } } }""", "lines.omit: the hub does not")]
    [InlineData("""{ "sales-order": { "fields": { "X": "dealr_code" } } }""", "holds no 'dealr_code'")]
    [InlineData(
        """{ "sales-order": { "lines": { "fields": { "X": { "path": "unit", "convert": "sapday" } } } } }""",
        "unknown converter 'sapday'")]
    public void A_rule_that_cannot_hold_is_told_when_the_file_is_read(string targets, string complaint)
    {
        var wrong = Assert.Throws<ConfigurationException>(() => SapSettings.Of(File(targets)));
        Assert.Contains(complaint, wrong.Message);
        Assert.Contains("sap.targets.", wrong.Message);
    }

    private static JsonObject Body(PushDocument document, string targets)
    {
        var sap = SapDocument.Of(document, SapSettings.Of(File(targets)));
        Assert.Null(sap.Problem);
        return JsonNode.Parse(sap.Body)!.AsObject();
    }

    private static ConnectorFile File(string targets) => Samples.Shipped("sap", "http://127.0.0.1:1", new Limits()) with
    {
        Sap = ConfigFile.Parse<SapSettings>($$"""{ "targets": {{targets}} }""", "sap.json"),
    };
}
