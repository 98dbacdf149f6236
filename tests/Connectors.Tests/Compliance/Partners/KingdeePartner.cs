using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Kingdee;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>
/// A Kingdee Cloud: receivables of two entries come in, seven rows to a page, so that the fourth bill is cut; orders go
/// out.
/// </summary>
internal sealed class KingdeePartner : CompliancePartner
{
    public override string AmountField => "gross_amount";

    public override Abilities Can { get; } = new()
    {
        NoTotal = "Kingdee's query does not say how many rows there are.",
        NoReadToken = "Every call is signed; there is no token.",
        NoWriteToken = "Every call is signed; there is no token.",
        NoDuplicateCheck = "Kingdee saves a bill again when it is sent again.",
    };

    public override Stage NewStage(TimeProvider time) => new K3Stage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "kingdee",
          "kind": "kingdee",
          "address": "{{address}}",
          "app": {
            "key": "{{K3Gate.AppId}}", "secret": { "secret": "PARTNER_SECRET" }, "customer": "{{K3Gate.DataCentre}}"
          },
          "kingdee": {
            "user": "{{K3Gate.User}}",
            "organization": "{{K3Gate.Organization}}",
            "targets": {
              "sales-order": {
                "form": "SAL_SaleOrder",
                "keyField": "{{K3Desk.KeyField}}",
                "fields": { "FCustId.FNumber": "@dealer", "FSettleCurrId.FCode": "currency" },
                "lines": {
                  "member": "FSaleOrderEntry",
                  "fields": {
                    "FMaterialId.FNumber": "product_code",
                    "FQty": { "path": "quantity", "convert": "number" }
                  }
                }
              }
            }
          },
          "datasets": [
            {
              "dataset": "invoices",
              "source": {
                "form": "AR_receivable", "id": "FID", "entry": "FEntityDetail_FEntryID",
                "changedBy": "FModifyDate", "pageSize": 7
              },
              "fields": {
                "number": "FBillNo",
                "dealer_code": "FCustId.FNumber",
                "kind": { "path": "FBillTypeID.FNumber", "map": { "F2": "invoice" } },
                "invoice_date": "FDate",
                "currency": "FSettleCurrId.FCode"
              },
              "lines": {
                "groupBy": "FBillNo",
                "fields": {
                  "position": "FEntityDetail_FSeq", "product_code": "FMaterialId.FNumber", "quantity": "FQty",
                  "net_amount": "FNoTaxAmountFor", "tax_amount": "FTaxAmountFor", "gross_amount": "FAllAmountFor"
                }
              }
            }
          ]
        }
        """;

    public override PushDocument Document(string key) => new("sales-order", key, StageBusiness.Dealer, $$"""
        { "currency": "CNY", "lines": [ { "product_code": "{{StageBusiness.Product}}", "quantity": "2" } ] }
        """);
}
