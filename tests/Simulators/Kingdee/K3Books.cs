using System.Globalization;
using System.Text.Json;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>The seeded business as forms of Kingdee's show it (金蝶数据视图), with what was saved from outside.</summary>
internal sealed class K3Books
{
    private static readonly string[] Head =
        ["FID", "FBillNo", "FDate", "FDocumentStatus", "FModifyDate", "FCustId.FNumber", "FSettleCurrId.FCode",
            K3Desk.KeyField];

    private const string Invoices = "AR_receivable";

    private readonly Dictionary<string, K3Form> forms;

    /// <param name="receivables">What stands in the books of receivables; null: the invoices of the month.</param>
    public K3Books(SeededMonth business, K3Desk desk, Func<JsonElement, IEnumerable<K3Bill>>? receivables = null)
    {
        var trading = business.Trading;
        K3Form[] all =
        [
            Masters("BD_Customer", "FCUSTID", business.Dealers.Select((one, i) => Customer(one, i + 1))),
            Masters("BD_MATERIAL", "FMATERIALID", business.Products.Select((one, i) => Material(one, i + 1))),
            Masters("AR_RECEIVEBILL", "FID", trading.Payments.Select((one, i) => Receipt(one, i + 1))),
            Documents("SAL_SaleOrder", "FSaleOrderEntry", ["FDeliveryDate", "FNote"],
                ["FTaxPrice", "FAmount", "FIsFree"], [.. trading.Orders.Select((one, i) => Order(one, i + 1))], desk),
            Documents("SAL_OUTSTOCK", "FEntity", ["FStockerId.FNumber"], ["FSoorDerno"],
                [.. trading.Deliveries.Select((one, i) => OutStock(one, i + 1))], desk),
            Documents(Invoices, "FEntityDetail", ["FBillTypeID.FNumber"],
                ["FNoTaxAmountFor", "FTaxAmountFor", "FAllAmountFor"],
                [.. trading.Invoices.Select((one, i) => Receivable(one, i + 1))], desk),
            Documents("AR_OtherRecAble", "FEntity", ["FNote", "FBillTypeID.FNumber"], ["FTotalAmountFor"], [], desk),
        ];
        forms = all.ToDictionary(form => form.Id, StringComparer.Ordinal);
        if (receivables is not null)
        {
            forms[Invoices] = forms[Invoices] with { Bills = receivables };
        }
    }

    /// <exception cref="K3Exception">There is no such form.</exception>
    public K3Form Form(string id) =>
        forms.TryGetValue(id, out var form) ? form : throw new K3Exception(5, $"业务对象 {id} 不存在");

    private static K3Form Masters(string id, string idField, IEnumerable<K3Bill> bills)
    {
        var all = bills.ToList();
        return new K3Form(id, idField, null, [.. all[0].Head.Keys], [], _ => all);
    }

    // What was saved from outside stands behind what was there.
    private static K3Form Documents(
        string id, string entry, string[] head, string[] line, IReadOnlyList<K3Bill> bills, K3Desk desk) => new(
        id,
        "FID",
        entry,
        [.. Head, .. head],
        [$"{entry}_FEntryID", $"{entry}_FSeq", "FMaterialId.FNumber", "FUnitID.FNumber", "FQty", .. line],
        _ => bills.Concat(desk.Bills.Where(bill => bill.Form == id).Select(bill => Saved(bill, entry))));

    public static Dictionary<string, object?> HeadOf(
        long id, string number, DateOnly date, DateTime changed, string customer) => new(StringComparer.Ordinal)
    {
        ["FID"] = id,
        ["FBillNo"] = number,
        ["FDate"] = date.ToDateTime(TimeOnly.MinValue),
        ["FDocumentStatus"] = "C",
        ["FModifyDate"] = changed,
        ["FCustId.FNumber"] = customer,
        ["FSettleCurrId.FCode"] = "CNY",
    };

    public static Dictionary<string, object?> EntryOf(
        string entry, long bill, int position, string material, decimal quantity) => new(StringComparer.Ordinal)
    {
        [$"{entry}_FEntryID"] = EntryId(bill, position),
        [$"{entry}_FSeq"] = (long)position,
        ["FMaterialId.FNumber"] = material,
        ["FUnitID.FNumber"] = Product.Unit,
        ["FQty"] = quantity,
    };

    private static K3Bill Customer(Dealer dealer, long id) => new(
        new Dictionary<string, object?>
        {
            ["FCUSTID"] = id,
            ["FNumber"] = dealer.Code,
            ["FName"] = dealer.Name,
            ["FDocumentStatus"] = "C",
            ["FTRADINGCURRID.FCode"] = "CNY",
            ["FGroup.FNumber"] = dealer.Tier,
        },
        []);

    private static K3Bill Material(Product product, long id) => new(
        new Dictionary<string, object?>
        {
            ["FMATERIALID"] = id,
            ["FNumber"] = product.Code,
            ["FName"] = product.Name,
            ["FDocumentStatus"] = "C",
            ["FBaseUnitId.FNumber"] = Product.Unit,
            ["FBARCODE"] = product.Gtin,
            ["FMaterialGroup.FNumber"] = product.Category,
        },
        []);

    private static K3Bill Receipt(Payment payment, long id)
    {
        var head = HeadOf(id, payment.Number, payment.PostedOn, Noon(payment.PostedOn), payment.Dealer.Code);
        head["FREALRECAMOUNTFOR"] = payment.Amount;
        head["FREFERNO"] = payment.BankReference;
        return new K3Bill(head, []);
    }

    private static K3Bill Order(SalesOrder order, long id)
    {
        var head = HeadOf(id, order.Number, order.Date, Noon(order.ChangedOn), order.Dealer.Code);
        head["FDeliveryDate"] = order.RequestedDate.ToDateTime(TimeOnly.MinValue);
        return new K3Bill(head, [.. order.Lines.Select(line =>
        {
            var entry = EntryOf("FSaleOrderEntry", id, line.Position, line.Product.Code, line.Quantity);
            (entry["FTaxPrice"], entry["FAmount"], entry["FIsFree"]) = (line.Price, line.Net, false);
            return entry;
        })]);
    }

    private static K3Bill OutStock(Delivery delivery, long id)
    {
        var changed = Noon(delivery.DeliveredOn ?? delivery.ShippedOn);
        var head = HeadOf(id, delivery.Number, delivery.ShippedOn, changed, delivery.Order.Dealer.Code);
        head["FStockerId.FNumber"] = delivery.Warehouse;
        return new K3Bill(head, [.. delivery.Lines.Select(line =>
        {
            var entry = EntryOf("FEntity", id, line.Position, line.Product.Code, line.Quantity);
            entry["FSoorDerno"] = delivery.Order.Number;
            return entry;
        })]);
    }

    private static K3Bill Receivable(Invoice invoice, long id)
    {
        var head = HeadOf(id, invoice.Number, invoice.Date, Noon(invoice.Date), invoice.Dealer.Code);
        head["FBillTypeID.FNumber"] = invoice.Type;
        var sign = invoice.Type is "RE" or "G2" ? -1 : 1;
        return new K3Bill(head, [.. invoice.Lines.Select(line =>
        {
            var entry = EntryOf("FEntityDetail", id, line.Position, line.Product.Code, sign * line.Quantity);
            entry["FNoTaxAmountFor"] = sign * line.Net;
            entry["FTaxAmountFor"] = sign * line.Tax;
            entry["FAllAmountFor"] = sign * line.Gross;
            return entry;
        })]);
    }

    private static K3Bill Saved(SavedBill bill, string entry)
    {
        var head = bill.Head.ToDictionary(one => one.Key, one => (object?)one.Value, StringComparer.Ordinal);
        (head["FID"], head["FBillNo"]) = (bill.Id, bill.Number);
        (head["FDocumentStatus"], head["FModifyDate"]) = (bill.Status, bill.ChangedAt);
        return new K3Bill(head, [.. bill.Entries.Select((line, i) =>
        {
            var values = line.ToDictionary(one => one.Key, one => (object?)one.Value, StringComparer.Ordinal);
            (values[$"{entry}_FEntryID"], values[$"{entry}_FSeq"]) = (EntryId(bill.Id, i + 1), (long)(i + 1));
            return values;
        })]);
    }

    private static long EntryId(long bill, int position) =>
        long.Parse($"{bill}{position:0000}", CultureInfo.InvariantCulture);

    private static DateTime Noon(DateOnly day) => day.ToDateTime(new TimeOnly(12, 0));
}
