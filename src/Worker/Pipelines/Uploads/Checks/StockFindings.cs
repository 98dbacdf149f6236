using System.Globalization;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Reconciliation.Stock;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Worker.Pipelines.Uploads.Checks;

/// <summary>Explains a count that is not what the documents come to (库存差异说明): every part with its documents.</summary>
internal static class StockFindings
{
    private const int DocumentsNamed = 3;

    public static Finding Of(ComputedStock stock)
    {
        var (counted, computed) = (Of(stock.Counted, stock.Unit), Of(stock.Computed, stock.Unit));
        var difference = Of(decimal.Abs(stock.Difference), stock.Unit);
        var (chinese, english) = (Parts(stock, ReplyLanguage.Chinese), Parts(stock, ReplyLanguage.English));
        return stock.IsComplete
            ? new Finding(
                "stock-differs",
                new(
                    $"盘点 {counted}，推算应为 {computed}，{(stock.Difference > 0 ? "多" : "少")} {difference}。推算：{chinese}。",
                    $"Counted {counted}; the documents come to {computed}, {difference} "
                    + $"{(stock.Difference > 0 ? "less than counted" : "more than counted")}: {english}."),
                new(
                    "请复核盘点数；如有未报的到货、退货、调拨或报损，请补报出入库。数字无误则不必处理。",
                    "Count again, or report what is missing among deliveries, returns, transfers and losses. "
                    + "Leave it where it is right."))
            : new Finding(
                "stock-too-high",
                new(
                    $"盘点 {counted}，即使没有任何销售也最多 {computed}，多 {difference}。推算：{chinese}；"
                    + $"在此之前未收到 {string.Join("、", stock.MonthsUnreported)} 的出入库。",
                    $"Counted {counted}; without a single sale there can be at most {computed}, {difference} less: "
                    + $"{english}; no movements of {string.Join(", ", stock.MonthsUnreported)} came before this."),
                new(
                    "请复核盘点数，或提交该期间的出入库。数字无误则不必处理。",
                    "Count again, or send the movements of that period. Leave it where it is right."));
    }

    private static string Parts(ComputedStock stock, ReplyLanguage language)
    {
        var chinese = language == ReplyLanguage.Chinese;
        var count = AmountText.Plain(stock.Before.Quantity);
        return $"{stock.Before.AsOf:yyyy-MM-dd} {(chinese ? "盘点" : "count")} {count}" + string.Concat(stock.Parts
            .GroupBy(p => (p.Kind, p.What, p.Adds))
            .OrderBy(g => g.Key.Kind).ThenBy(g => g.Key.What)
            .Select(g => $" {(g.Key.Adds ? "+" : "−")} {Name(g.Key.Kind, g.Key.What, chinese)} "
                + $"{AmountText.Plain(g.Sum(p => p.Quantity))}{Documents([.. g], chinese)}"));
    }

    private static string Documents(List<StockPart> parts, bool chinese)
    {
        var documents = parts.Where(p => p.Document is { Length: > 0 }).Select(p => p.Document!)
            .Distinct(StringComparer.Ordinal).ToList();
        if (documents.Count == 0)
        {
            return "";
        }

        var named = string.Join(chinese ? "、" : ", ", documents.Take(DocumentsNamed));
        var rest = documents.Count <= DocumentsNamed ? ""
            : chinese ? $" 等 {documents.Count} 张" : $" and {documents.Count - DocumentsNamed} more";
        return chinese ? $"（{named}{rest}）" : $" ({named}{rest})";
    }

    private static string Name(StockPartKind kind, MovementKind? what, bool chinese) => (kind, what) switch
    {
        (StockPartKind.Received, _) => chinese ? "到货" : "delivered",
        (StockPartKind.OnTheWay, _) => chinese ? "在途" : "on the way",
        (StockPartKind.TakenBack, _) => chinese ? "厂家退货" : "returned to us",
        (_, MovementKind.SellThrough) => chinese ? "销售出库" : "sold",
        (_, MovementKind.CustomerReturn) => chinese ? "客户退货" : "customer returns",
        (_, MovementKind.TransferIn) => chinese ? "调入" : "transferred in",
        (_, MovementKind.TransferOut) => chinese ? "调出" : "transferred out",
        (_, MovementKind.Return) => chinese ? "退货" : "returned",
        (_, MovementKind.Loss) => chinese ? "报损" : "lost",
        (_, MovementKind.Gain) => chinese ? "盘盈" : "found",
        _ => throw new ArgumentException($"There is no part of a stock called {kind} {what}."),
    };

    private static string Of(decimal quantity, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{AmountText.Plain(quantity)} {unit}").TrimEnd();
}
