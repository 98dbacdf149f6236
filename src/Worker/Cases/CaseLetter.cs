using System.Globalization;
using System.Text;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Cases;

/// <summary>
/// The letter that tells a dealer what was found of its goods (窜货案件通知), in its language: what, where, how much of
/// what it got, every scan, until when it may appeal and how.
/// </summary>
internal sealed class CaseLetter(
    CaseView view, IReadOnlyList<CaseScan> scans, PrincipalOptions principal, ReplyLanguage language)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(principal.TimeZone);
    private readonly StringBuilder _text = new();

    public CasePaper Write()
    {
        Opening();
        Findings();
        Scans();
        Appeal();

        // The mark in front makes every editor read the file as UTF-8.
        var content = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(_text.ToString())).ToArray();
        return new CasePaper($"窜货案件通知_{view.Found.Number}_{view.Life.Round}.txt", content);
    }

    private void Opening()
    {
        var found = view.Found;
        Say($"窜货案件通知  {found.Number}", $"Notice of a diversion case  {found.Number}");
        Say($"发出：{principal.Name}，{Day(view.Today)}", $"From: {principal.Name}, {Day(view.Today)}");
        Say(
            $"致：{found.DealerCode} {found.DealerName}",
            $"To: {found.DealerCode} {found.DealerName}");
        Line();
        Say(
            $"发给贵方的商品在贵方授权区域之外被扫码。本通知只陈述所见，尚未裁定。",
            "Goods that were shipped to you were scanned outside your territory. This notice states what was seen; "
            + "nothing has been ruled.");
        Line();
    }

    private void Findings()
    {
        var found = view.Found;
        var share = found.Share is { } part
            ? (part * 100m).ToString("0.####", CultureInfo.InvariantCulture) + " %"
            : "–";
        Say($"商品：{found.ProductCode} {found.ProductName}", $"Product: {found.ProductCode} {found.ProductName}");
        Say($"发现地：{view.Terms.Place(found.AreaCode)}", $"Found in: {view.Terms.Place(found.AreaCode)}");
        Say($"期间：{found.Window}", $"Period: {found.Window}");
        Say(
            $"首次与末次扫码：{Time(found.FirstScan)} 至 {Time(found.LastScan)}（{principal.TimeZone}）",
            $"First and last scan: {Time(found.FirstScan)} to {Time(found.LastScan)} ({principal.TimeZone})");
        Say(
            $"不同的码：{found.Codes} 个，在 {found.Spots} 处；发给贵方的该商品：{Count(found.Shipped)} 件，占 {share}",
            $"Different codes: {found.Codes}, in {found.Spots} places; items of the product shipped to you: "
            + $"{Count(found.Shipped)}, share {share}");
        Line();
        Say("权衡（+ 支持，- 不支持，· 事实）：", "What was weighed (+ for diversion, - against it, · a fact):");
        foreach (var line in found.Weighed.Lines)
        {
            Line($"  {line.Sign} {Bilingual.Of(line.Text).In(language)}");
        }

        Line();
    }

    private void Scans()
    {
        Say($"扫码记录 {scans.Count} 条：", $"The scans, {scans.Count}:");
        foreach (var scan in scans)
        {
            var shipment = scan.Shipment is null ? "" : language == ReplyLanguage.Chinese
                ? $"  发货单 {scan.Shipment}"
                : $"  shipment {scan.Shipment}";
            var place = $"{view.Terms.Place(scan.AreaCode)}  {scan.Place ?? "–"}";
            Line($"  {Time(scan.ScannedAt)}  {place}  {scan.Code}{shipment}");
        }

        Line();
    }

    private void Appeal()
    {
        var until = Day(view.Today.AddDays(view.Phases.AppealDays));
        Say(
            $"申诉：{until} 前（含当日）。请注明案件号 {view.Found.Number}，写明理由，并附上单据，例如退货单、"
            + "调拨单、跨区销售许可或网店订单；可将文件放入贵方投递文件夹，文件名中须含案件号。"
            + "申诉前或该日前，不会作出对贵方不利的裁定。",
            $"Appeal: until {until}, that day included. Name the case {view.Found.Number}, say why, and add documents "
            + "such as a return, a transfer, a permission for cross-area sale or an online order. A file in your drop "
            + "folder does, if its name holds the number of the case. There will be no ruling against you before you "
            + "have answered or that day has passed.");
        Say(
            "裁定由另一人作出，而不是发出本通知的人；对裁定仍可申诉一次。"
            + "裁定成立时，上述数量将从贵方返利基数中转出。",
            "The ruling is made by another person than the one who sends this notice, and you may appeal against it "
            + "once. If the case is confirmed, the quantity above leaves the basis of your rebates.");
    }

    private void Say(string chinese, string english) => Line(new Bilingual(chinese, english).In(language));

    private void Line(string text = "") => _text.Append(text).Append("\r\n");

    private static string Count(long? items) => items?.ToString("N0", CultureInfo.InvariantCulture) ?? "–";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Time(DateTime utc) => TimeZoneInfo
        .ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), _zone)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
