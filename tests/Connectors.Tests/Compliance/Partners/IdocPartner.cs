using DealerIntegration.Connectors.Contract;
using DealerIntegration.Simulators.Idoc;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Connectors.Tests.Compliance.Partners;

/// <summary>
/// An SAP that exchanges IDoc files: order confirmations come in, three to a file, orders go out and are done when a
/// status message says so. Materials lie in the same folder and are another dataset's.
/// </summary>
internal sealed class IdocPartner : CompliancePartner
{
    public override string AmountField => "net_amount";

    public override Abilities Can { get; } = new()
    {
        NoCalls = "SAP and the hub exchange files; neither calls the other.",
        NoWindows = "A file does not say what changed when; the folder is read whole.",
        NoTotal = "A folder does not say how many IDocs there should be.",
        NoClock = "A file is not answered; nothing tells SAP's clock at this moment.",
        NoReadToken = "Files need no token.",
        NoWriteToken = "Files need no token.",
        AnswersLater = "Received is not posted: SAP says by a status message what became of an order.",
    };

    public override Stage NewStage(TimeProvider time) => new IdocStage(time);

    public override string FileJson(string address) => $$"""
        {
          "name": "sap-files",
          "kind": "idoc",
          "address": "{{address}}",
          "idoc": {
            "layouts": "{{Checkout.Find("config/idoc")}}",
            "outbox": {
              "folder": "{{IdocStage.Outbox}}", "status": "{{IdocStage.Statuses}}", "client": "800",
              "sender": { "port": "HUB", "type": "LS", "number": "DEALERHUB" },
              "receiver": { "port": "SAPS4P", "type": "LS", "number": "S4PCLNT800" },
              "sales": { "organization": "1000", "channel": "10", "division": "00", "orderType": "OR" }
            }
          },
          "datasets": [
            {
              "dataset": "orders",
              "source": { "type": "ORDERS05", "message": "ORDRSP", "folder": "{{IdocStage.Inbox}}" },
              "fields": {
                "number": "E1EDK02[QUALF=002].BELNR",
                "dealer_code": "E1EDKA1[PARVW=AG].PARTN",
                "order_date": { "path": "E1EDK03[IDDAT=012].DATUM", "convert": "idocDate" },
                "currency": "E1EDK01.CURCY",
                "net_amount": { "path": "E1EDS01[SUMID=002].SUMME", "convert": "idocNumber" }
              },
              "lines": {
                "path": "E1EDP01",
                "fields": {
                  "position": { "path": "POSEX", "convert": "alpha" },
                  "product_code": "E1EDP19[QUALF=002].IDTNR",
                  "quantity": { "path": "MENGE", "convert": "idocNumber" },
                  "unit": "MENEE"
                }
              }
            },
            {
              "dataset": "products",
              "source": { "type": "MATMAS05", "folder": "{{IdocStage.Inbox}}" },
              "fields": {
                "code": "E1MARAM.MATNR", "name": "E1MARAM.E1MAKTM.MAKTX", "unit": "E1MARAM.MEINS"
              }
            }
          ]
        }
        """;

    public override PushDocument Document(string key) => new("sales-order", key, StageBusiness.Dealer, $$"""
        {
          "currency": "CNY",
          "lines": [ { "position": "10", "product_code": "{{StageBusiness.Product}}", "quantity": "2", "unit": "EA" } ]
        }
        """);
}
