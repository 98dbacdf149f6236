using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Answers;
using DealerIntegration.Connectors.Spreadsheets.Results;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>A month with everything a statement can show; its cents are ones that binary fractions miss.</summary>
internal static class StatementSample
{
    private static readonly Bilingual TheyLack = new("贵方无此记录", "Missing in your book");
    private static readonly Bilingual WeLack = new("我方无此记录", "Missing in our book");
    private static readonly Bilingual Unequal = new("金额不一致", "Amounts differ");

    public static DealerStatement Of(string currency = "CNY") => new()
    {
        Number = "DZ-D010-202610-2",
        PrincipalName = "示范饮品有限公司",
        DealerCode = "D010",
        DealerName = "杭州西湖酒水有限公司",
        Period = "2026-10",
        Currency = currency,
        IssuedOn = new(2026, 11, 3),
        DueOn = new(2026, 11, 10),
        SilenceClause = "经销合同 JX-2026-010 第 8.3 条",
        Opening = 1000.10m,
        Closing = 7001.40m,
        DealerOpening = 900.20m,
        DealerClosing = 6200.65m,
        Documents =
        [
            new(new(2026, 10, 5), StatementKind.Invoice, "90000012", "酱油等", 3000.30m, "4500001"),
            new(new(2026, 10, 9), StatementKind.Invoice, "90000018", "饮料", 4100.70m, "4500009"),
            new(new(2026, 10, 31), StatementKind.Invoice, "90000031", "月末发货", 700.60m, "4500017"),
            new(new(2026, 10, 20), StatementKind.Return, "90000025", "破损退货", -200.10m),
            new(new(2026, 10, 22), StatementKind.CreditNote, "90000027", "三季度返利", -99.90m),
            new(new(2026, 10, 23), StatementKind.DebitNote, "90000028", "运费", 0.80m),
            new(new(2026, 10, 15), StatementKind.Payment, "14000007", "电汇", -1501.10m),
        ],
        // At the edges of the bands: 0, 8, 22, 26, 31 and 121 days.
        Ageing = new(new(2026, 10, 31), [0, 31, 61, 91],
        [
            new(new(2026, 7, 2), StatementKind.Invoice, "90000003", 1000.10m, 950.15m),
            new(new(2026, 9, 30), StatementKind.Invoice, "90000009", 50.05m, 0m),
            new(new(2026, 10, 5), StatementKind.Invoice, "90000012", 3000.30m, 901.00m),
            new(new(2026, 10, 9), StatementKind.Invoice, "90000018", 4100.70m, 0m),
            new(new(2026, 10, 23), StatementKind.DebitNote, "90000028", 0.80m, 0m),
            new(new(2026, 10, 31), StatementKind.Invoice, "90000031", 700.60m, 0m),
        ]),
        Matches =
        [
            new("90000012", new(2026, 10, 5), 3000.30m, "INV-101", new(2026, 10, 6), 3000.30m, "exactKey",
                "reference INV-101 on both sides, 3000.30 = 3000.30"),
            new("90000025", new(2026, 10, 20), -200.10m, "RET-3", new(2026, 10, 20), -200.10m, "tolerance",
                "same amount, same day"),
            new("14000007", new(2026, 10, 15), -1501.10m, "PAY-9", new(2026, 10, 15), -1501.10m, "exactKey",
                "bank reference on both sides"),
            new("90000018 90000028", new(2026, 10, 23), 4101.50m, "INV-102", new(2026, 10, 24), 4101.47m,
                "sharedReference", "4100.70 + 0.80 = 4101.50, theirs 4101.47, within 0.05"),
        ],
        Differences = Differences(),
    };

    /// <summary>The statement as the hub keeps it.</summary>
    public static IssuedStatement Issued(DealerStatement statement, byte[] workbook) => new()
    {
        Number = statement.Number,
        DealerCode = statement.DealerCode,
        Period = statement.Period,
        Currency = statement.Currency,
        Closing = statement.Closing,
        Items = statement.Differences.ToDictionary(d => d.Item, d => d.Amount),
        Workbook = workbook,
    };

    private static List<StatementDifference> Differences() =>
    [
        new("MissingInTheirs", TheyLack, "90000031", null, 700.60m, null, 700.60m,
            new("截止日在途", "In transit at cut-off"), "发货单 80000044：10 月 31 日发出，11 月 2 日签收") { Item = "90000031|" },
        new("MissingInTheirs", TheyLack, "90000027", null, -99.90m, null, -99.90m,
            new("贵方未入账", "Not booked by you"), "贷项通知 90000027，返利政策 RB-Q3") { Item = "90000027|" },
        new("Unequal", Unequal, "90000018 90000028", "INV-102", 4101.50m, 4101.47m, 0.03m,
            new("尾差或税差", "Rounding or tax"), "4101.50 − 4101.47 = 0.03") { Item = "90000018 90000028|14" },
        new("MissingInOurs", WeLack, null, "费用单-7", null, -100.12m, 100.12m, null, "theirs −100.12, ours none")
        {
            Item = "|17",
            Nearest = "贷项通知 90000027，−99.90：金额相差 0.22，超过容差 0.05",
            Earlier = new("DZ-D010-202610-1", Confirmed: false, "市场费用，附发票", new(2026, 11, 2)),
        },
        new("MissingInTheirs", TheyLack, "90000003", null, 49.95m, null, 49.95m,
            new("贵方未入账", "Not booked by you"), "发票 90000003，9 月 28 日") { Item = "90000003|", CarriedFrom = "2026-09" },
        new("Unequal", Unequal, "90000001", "INV-088", 500.00m, 450.05m, 49.95m, new("双方同意放弃", "Given up by both"),
            "决定 12，2026-10-18") { Item = "90000001|3", CarriedFrom = "2026-08", WrittenOffTo = "6711.02 往来核销" },
    ];
}
