using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>A small month: four documents, one of which the dealer lacks; one policy; one order.</summary>
internal static class ResultSamples
{
    public static DealerStatement Statement() => new()
    {
        Number = "DZ-D001-202610-1",
        PrincipalName = "示例食品有限公司",
        DealerCode = "D001",
        DealerName = "南京华东商贸有限公司",
        Period = "2026-10",
        Currency = "CNY",
        IssuedOn = new DateOnly(2026, 11, 2),
        DueOn = new DateOnly(2026, 11, 12),
        Opening = 1500.00m,
        Closing = 4000.20m,
        DealerOpening = 1500.00m,
        DealerClosing = 3299.90m,
        Documents =
        [
            new(new(2026, 10, 5), StatementKind.Invoice, "90000012", "酱油等", 3000.00m, "4500001"),
            new(new(2026, 10, 31), StatementKind.Invoice, "90000031", "月末发货", 700.30m, "4500017"),
            new(new(2026, 10, 20), StatementKind.Return, "90000025", "破损退货", -200.10m),
            new(new(2026, 10, 15), StatementKind.Payment, "14000007", "电汇", -1000.00m),
        ],
        Ageing = new(new(2026, 10, 31), [0, 31],
        [
            new(new(2026, 9, 28), StatementKind.Invoice, "90000002", 1500.00m, 1200.10m),
            new(new(2026, 10, 5), StatementKind.Invoice, "90000012", 3000.00m, 0m),
            new(new(2026, 10, 31), StatementKind.Invoice, "90000031", 700.30m, 0m),
        ]),
        Matches =
        [
            new("90000012", new(2026, 10, 5), 3000.00m, "INV-101", new(2026, 10, 6), 3000.00m, "reference",
                "单号相同，金额相同"),
            new("90000025", new(2026, 10, 20), -200.10m, "RET-3", new(2026, 10, 20), -200.10m, "amount-and-date",
                "金额相同，同日"),
            new("14000007", new(2026, 10, 15), -1000.00m, "PAY-9", new(2026, 10, 15), -1000.00m, "reference",
                "银行流水号相同"),
        ],
        Differences =
        [
            new("only-ours", new("我方有、贵方无", "only in our books"), "90000031", null, 700.30m, null, 700.30m,
                new("货在途，11 月 2 日签收", "Goods in transit, signed for on 2 November"),
                    "发货单 80000044 / delivery 80000044") { Item = "90000031|" },
        ],
    };

    public static OrderReply Orders() => new(
        "D001", "南京华东商贸有限公司", new(2026, 11, 2), "CNY",
        [
            new OrderReplyLine
            {
                OrderNumber = "PO-1", Position = "1", ProductCode = "P-0001", ProductName = "酱油 500ml", Unit = "箱",
                Asked = 12, Accepted = 10, Answer = OrderLineAnswer.Reduced, WarehouseCode = "WH1",
                AskedPrice = 10.20m, Price = 10.20m, ReasonCode = "stock-short",
                Reason = new("库存只有 10。", "Only 10 in stock."),
                Remedy = new("余量预计 11 月 8 日到货，请届时补单。", "More is due on 8 November; order the rest then."),
                ErpOrderNumber = "4500123", WmsStatus = "ACCEPT",
            },
            new OrderReplyLine
            {
                OrderNumber = "PO-1", Position = "2", ProductCode = "P-0077", ProductName = "=停产品", Unit = "箱",
                Asked = 3, Accepted = 0, Answer = OrderLineAnswer.Refused, ReasonCode = "credit-exceeded",
                Reason = new("超出授信额度 1,200.00。", "The credit limit is exceeded by 1,200.00."),
                Remedy = new("请先付款。", "Please pay first."),
            },
        ]);
}
