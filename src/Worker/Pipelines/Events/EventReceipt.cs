using System.Text;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Pipelines.Events;

/// <summary>The answer to a file of events (事件回执): what was taken, what was not and why, in both languages.</summary>
internal static class EventReceipt
{
    /// <summary>More are not listed; all of them stand in the run.</summary>
    public const int MostListed = 500;

    public static string NameFor(string file) => $"{file}.receipt.txt";

    public static byte[] Write(
        string file, string sha256, long run, EventCounts counts, IReadOnlyList<string> ignoredColumns,
        IReadOnlyList<RefusedEvent> refused, IReadOnlyList<SuspectedEvent> suspected)
    {
        var text = new StringBuilder();
        Line(text, $"{file}  SHA-256 {sha256}  run {run}");
        Line(text, $"events 事件 {counts.Events:N0} (rows 行 {counts.Rows:N0})");
        Line(text, $"  custody 货权 {counts.Traced:N0}, market scans 市场扫码 {counts.Scanned:N0}, "
            + $"not about custody 与货权无关 {counts.NotCustody:N0}");
        Line(text, $"  known before 此前已接收 {counts.Known:N0}, declare an error 错误声明 {counts.Declarations:N0}");
        Line(text, $"  rejected 拒收 {counts.Rejected:N0}, single codes left out 剔除的码 {counts.RejectedCodes:N0}");
        if (ignoredColumns.Count > 0)
        {
            Line(text, $"columns not read 未读取的列: {string.Join(", ", ignoredColumns.Select(OneLine))}");
        }

        List(text, "Rejected 拒收:", counts.Problems, refused.Select(r =>
            $"line {r.Line} 行, {r.Place}: [{r.Code}] {r.Value} — {r.Message} {r.Remedy}"));
        List(text, "Perhaps told twice, kept apart 疑似重复，未合并:", counts.Suspected, suspected.Select(s =>
            $"{s.Place} ~ {s.OtherPlace} ({s.Reason})"));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void List(StringBuilder text, string title, long total, IEnumerable<string> lines)
    {
        if (total == 0)
        {
            return;
        }

        Line(text, title);
        var listed = 0;
        foreach (var line in lines)
        {
            Line(text, $"  {OneLine(line)}");
            listed++;
        }

        if (listed < total)
        {
            Line(text, $"  … {total - listed:N0} more 其余见运行记录");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    // What strangers wrote must not look like a line of ours.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
