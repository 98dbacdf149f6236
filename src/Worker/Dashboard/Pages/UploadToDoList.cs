using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>What waits for a person, each with what to do about it (来件待办).</summary>
internal static class UploadToDoList
{
    public static Html Of(IReadOnlyList<UploadToDo> todo) => todo.Count == 0
        ? Html.Of($"""<div class="box good"><p>没有待办。 Nothing waits for a person.</p></div>""")
        : Html.Of(
            $"""
            <h2>待办 <small>Waiting for a person {todo.Count}</small></h2>
            <ul class="blockers">{Html.Each(todo, Line)}</ul>
            """);

    private static Html Line(UploadToDo todo) => Html.Of(
        $"""
        <li><div class="owner">{Why(todo.Wait)}<br><small>{todo.DealerCode}</small></div>
        <div>{What(todo)}
        <p class="note">{todo.Detail}</p></div>
        <div><p>{Advice(todo.Wait)}</p>{Html.When(Command(todo) is not null, () => Html.Of(
            $"<code>{Command(todo)}</code>"))}</div></li>
        """);

    private static Html What(UploadToDo todo) => todo.Upload is { } id
        ? Html.Of($"""<a href="/uploads/{id}">{todo.What}</a>""")
        : Html.Of($"{todo.What}");

    private static string Why(UploadWait wait) => wait switch
    {
        UploadWait.Asked => "识别不确定 Unsure",
        UploadWait.Refused => "已退回 Refused",
        UploadWait.InPart => "部分接收 Taken in part",
        UploadWait.Unread => "尚未读取 Not read",
        UploadWait.UnclearReply => "回复结果不明 Reply unclear",
        UploadWait.RefusedReply => "回复未送达 Reply refused",
        _ => "留在服务器 Left on the server",
    };

    private static string Advice(UploadWait wait) => wait switch
    {
        UploadWait.Asked => "确认一次各列的含义，以后同样的表头不再询问；然后请经销商重发。 Settle once which column is what; then have "
            + "it sent again.",
        UploadWait.Refused => "经销商已收到原因和改法；逾期未重发请催办。 The dealer was told why; remind it if nothing comes.",
        UploadWait.InPart => "等经销商更正未接收的行；逾期请催办。 The dealer was sent the rows to correct; remind it if nothing comes.",
        UploadWait.Unread => "由下一次收件处理；长时间不动请看运行记录。 The next run reads it; if it stays, look at the runs.",
        UploadWait.UnclearReply => "向经销商核实是否收到，然后登记。 Ask the dealer whether it arrived, and say so.",
        UploadWait.RefusedReply => "文件在该经销商的 outbox 目录；请更正地址或目录后另行送交。 It lies in the dealer's outbox folder; "
            + "correct the address and hand it over.",
        _ => "按所述原因处理：补登发件人、经销商目录或编码；损坏的邮件请发件人重发。 Add the sender, folder or code; have broken mails sent "
            + "again.",
    };

    private static string? Command(UploadToDo todo) => todo.Wait switch
    {
        UploadWait.Asked => $"./hub uploads map --upload {todo.Upload}",
        UploadWait.UnclearReply => $"./hub uploads reply {todo.Key} --arrived --reason \"…\"",
        UploadWait.Unread => "./hub run exchange --period 2026-10",
        _ => null,
    };
}
