using DealerIntegration.Connectors.Spreadsheets.Uploads;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>Dealers' files with their verdicts (来件列表).</summary>
internal sealed class UploadTable(Formats formats)
{
    public Html Of(IReadOnlyList<UploadLine> files) => Html.Of(
        $"""
        <div class="wide"><table class="money"><thead><tr><th>收到 Received</th><th>经销商 Dealer</th><th>文件 File</th>
        <th>类型 Kind</th><th>期间 Period</th><th>结论 Verdict</th><th class="n">行数 Rows</th>
        <th class="n">问题 Problems</th><th class="n">提醒 Warnings</th><th>途径 Way</th><th>回复 Reply</th></tr></thead>
        <tbody>{Html.Each(files, Line)}</tbody></table></div>
        """);

    public static Html Problems(IReadOnlyList<UploadReject> rejects, long all) => Html.Of(
        $"""
        <h2>问题 <small>Problems {all}{(rejects.Count < all ? $", the first {rejects.Count}" : "")}</small></h2>
        <div class="wide"><table class="money"><thead><tr><th>位置 Place</th><th>内容 Value</th><th>代码 Code</th>
        <th>问题与处理 What to do</th></tr></thead><tbody>{Html.Each(rejects, r => Html.Of(
            $"""
            <tr><td>{r.Sheet} {r.Column}{r.Row}</td><td>{r.Value}</td><td><code>{r.Code}</code></td>
            <td class="text"><p>{r.Message}</p><p class="note">{r.Remedy}</p></td></tr>
            """))}</tbody></table></div>
        """);

    public Html Arrivals(IReadOnlyList<UploadArrival> arrivals) => Html.Of(
        $"""
        <h2>来件 <small>Came {arrivals.Count}</small></h2>
        <div class="wide"><table class="money"><thead><tr><th>收到 Received</th><th>途径 Way</th><th>位置 Place</th>
        <th>回复 Reply</th><th>状态 Status</th></tr></thead><tbody>{Html.Each(arrivals, a => Html.Of(
            $"""
            <tr><td class="at">{formats.Instant(a.ReceivedAt)}</td><td>{a.Way}</td><td>{a.Place}</td>
            <td>{a.ReplyFile ?? (a.AnsweredAt is null ? "–" : "outbox")}</td>
            <td>{Reply(a.ReplyStatus, a.AnsweredAt is not null)} <small>{a.ReplyReason}</small></td></tr>
            """))}</tbody></table></div>
        """);

    private Html Line(UploadLine file) => Html.Of(
        $"""
        <tr><td class="at">{formats.Instant(file.ReceivedAt)}</td>
        <td>{file.DealerCode} <small>{file.DealerName}</small></td>
        <td class="text"><a href="/uploads/{file.Id}">{file.FileName}</a></td><td>{file.Dataset ?? "未识别 unknown"}</td>
        <td>{file.Period}</td><td>{Verdict(file)}</td><td class="n">{Formats.Count(file.RowsIn)}</td>
        <td class="n {(file.Rejected > 0 ? "bad" : "")}">{Formats.Count(file.Rejected)}</td>
        <td class="n {(file.Warnings > 0 ? "some" : "")}">{Formats.Count(file.Warnings)}</td><td>{file.Way}</td>
        <td>{Reply(file.ReplyStatus, file.ReplyPath is not null)}</td></tr>
        """);

    private static Html Verdict(UploadLine file)
    {
        var (look, chinese) = file switch
        {
            { SameAs: not null } => ("queued", "内容与此前相同"),
            { Verdict: nameof(UploadVerdict.Accepted) } => ("succeeded", "已接收"),
            { Verdict: nameof(UploadVerdict.AcceptedWithRejects) } => ("incomplete", "部分接收"),
            { Verdict: nameof(UploadVerdict.Refused) } => ("failed", "已退回"),
            _ => ("queued", "未读取"),
        };
        return Html.Of($"""<span class="status {look}">{chinese} {Commands.UploadText.Word(file)}</span>""");
    }

    private static string Reply(string? status, bool isInFolder) => status switch
    {
        "done" => "已送出 sent",
        "pending" => "待发 waits",
        "refused" => "未送达 refused",
        null => isInFolder ? "在 outbox 目录 in the folder" : "–",
        _ => status,
    };
}
