using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>What the sides, the balances and the lines of a kind of books are called (各类账的用语).</summary>
/// <param name="Title">What is reconciled.</param>
/// <param name="Book">What a dealer has one book for each of.</param>
/// <param name="LineOf">What a line of either side is; lines of one word are added up in the roll-forward.</param>
internal sealed record BookWords(
    Bilingual Title, Bilingual Book, Bilingual Ours, Bilingual Theirs, Bilingual Opening, Bilingual Closing,
    Func<BookSide, BookEntry, Bilingual> LineOf)
{
    public static readonly BookWords Ledger = new(
        new("往来对账", "dealer ledger"), new("币种", "Currency"), new("我方", "ours"), new("经销商", "theirs"),
        new("期初余额", "Opening balance"), new("期末余额", "Closing balance"), (_, entry) => KindOf(entry.Kind));

    public static readonly BookWords ThreeWay = new(
        new("三单匹配", "three-way: order, shipment, invoice"), new("币种", "Currency"), new("开票", "invoiced"),
        new("收货（按订单价）", "received"), new("期初未平订单行", "Open order lines before"),
        new("合计", "Closing total"),
        (side, entry) => side == BookSide.Ours || entry.Kind == EntryKind.Return
            ? KindOf(entry.Kind)
            : new("收货", "Receipt at the order's price"));

    public static readonly BookWords Stock = new(
        new("库存对账", "stock"), new("商品", "Product"), new("应有", "expected"), new("实物", "counted"),
        new("期初", "Opening"), new("期末", "Closing"), (_, entry) => MovementOf(entry.Text))
    {
        CountsGoods = true,
    };

    /// <summary>The title in one word.</summary>
    public string Short => Title.English.Split(':')[0];

    /// <summary>The figures are quantities, not money.</summary>
    public bool CountsGoods { get; private init; }

    public string Figure(decimal? figure) => figure switch
    {
        null => "–",
        { } quantity when CountsGoods => AmountText.Plain(quantity),
        { } amount => AmountText.Of(amount),
    };

    private static Bilingual KindOf(EntryKind kind) => kind switch
    {
        EntryKind.Invoice => new("发票", "Invoice"),
        EntryKind.Return => new("退货", "Return"),
        EntryKind.CreditNote => new("贷项", "CreditNote"),
        EntryKind.DebitNote => new("借项", "DebitNote"),
        EntryKind.Payment => new("回款", "Payment"),
        _ => new("其他", "Other"),
    };

    private static Bilingual MovementOf(string? text) => text switch
    {
        StockBooks.SellIn or StockBooks.Received => new("进货", "Sell-in"),
        nameof(MovementKind.SellThrough) => new("销售出库", "Sell-through"),
        nameof(MovementKind.CustomerReturn) => new("客户退货", "Customer return"),
        nameof(MovementKind.TransferIn) => new("调入", "Transfer in"),
        nameof(MovementKind.TransferOut) => new("调出", "Transfer out"),
        StockBooks.Returned => new("退回厂家", "Return to us"),
        nameof(MovementKind.Loss) => new("报损、盘亏", "Loss"),
        nameof(MovementKind.Gain) => new("盘盈", "Gain"),
        StockBooks.Corrected => new("盘点单位或商品不符", "Count to be corrected"),
        _ => new("其他", "Other"),
    };
}
