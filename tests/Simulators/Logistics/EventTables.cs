using System.Text;
using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Logistics;

/// <summary>Tables that people keep (事件表格), one row for each code, as CSV.</summary>
internal static class EventTables
{
    private const string Time = "yyyy-MM-dd HH:mm:ss";

    /// <summary>Transfers, with the rows that declare earlier ones wrong.</summary>
    public static byte[] Transfers(params IEnumerable<(GoodsEvent Event, bool IsError)> rows) => Table(
        "时间,环节,码,发出方,接收方,单号,更正",
        rows.SelectMany(row => row.Event.Codes.Select(code => string.Join(
            ',', row.Event.At.ToString(Time), "调拨", code, row.Event.From!.Code, row.Event.To!.Code,
            row.Event.Document, row.IsError ? "是" : ""))));

    /// <summary>What the market team read; without a step every row is a scan.</summary>
    public static byte[] Scans(IEnumerable<MarketScan> scans) => Table(
        "扫码时间,物流码,行政区划代码,扫码人,设备号,扫码地点",
        scans.Select(scan => string.Join(
            ',', scan.At.ToString(Time), scan.Code, scan.Area, scan.Actor == "outlet" ? "终端" : "稽查", scan.Device,
            scan.Place)));

    private static byte[] Table(string heading, IEnumerable<string> rows) =>
        [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Join("\r\n", [heading, .. rows, ""]))];
}
