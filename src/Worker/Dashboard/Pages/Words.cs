using DealerIntegration.Worker.Jobs;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The words of the pages, Chinese first; English as in the glossary.</summary>
internal static class Words
{
    public static Html Status(string status) =>
        Html.Of($"""<span class="status {status}">{Chinese(status)} {status}</span>""");

    public static string Pipeline(string name) => name switch
    {
        "month" => "月结",
        "import" => "取数",
        "uploads" => "上传文件",
        "answer-orders" => "订单应答",
        "order-to-warehouse" => "下发仓库",
        "reply-orders" => "订单回复",
        "reconcile" => "对账",
        "settle" => "返利结算",
        "match-diversion" => "窜货比对",
        "deliver" => "推送",
        "statements" => "对账单与返利单",
        "transfers" or "plan-transfers" => "调拨建议",
        _ => "",
    };

    /// <summary>What to do about a failed run, by the kind of its error.</summary>
    public static string Remedy(string? errorKind) => errorKind switch
    {
        "transient" => "对方系统或数据库持续无响应。 The partner or the database kept failing. Once it answers again, re-run.",
        "configuration" => "请按上文修改配置后重新运行。 Change the setting named above, then re-run; nothing was guessed.",
        _ => "程序错误，请把运行编号和上文交给开发人员。 A fault of the program: give its developers this run's number and the "
            + "text above. Finished chunks stand, an unfinished one left nothing.",
    };

    private static string Chinese(string status) => status switch
    {
        RunStatus.Queued => "排队",
        RunStatus.Running => "运行中",
        RunStatus.Succeeded => "成功",
        RunStatus.Incomplete => "不完整",
        RunStatus.Failed => "失败",
        _ => "",
    };
}
