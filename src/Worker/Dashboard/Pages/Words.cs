using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Months;

namespace DealerIntegration.Worker.Dashboard.Pages;

/// <summary>The words of the pages, Chinese first; English as in the glossary.</summary>
internal static class Words
{
    public static string Both(Bilingual words) => words.Both();

    public static Html Status(string status) =>
        Html.Of($"""<span class="status {status}">{Chinese(status)} {status}</span>""");

    public static string Pipeline(string name) => name switch
    {
        "month" => "月结",
        "import" => "取数",
        "replay" => "重放",
        "uploads" => "上传文件",
        "events" => "追溯事件",
        "answer-orders" => "订单应答",
        "order-to-warehouse" => "下发仓库",
        "reply-orders" => "订单回复",
        "reconcile" => "对账",
        "reconcile-three-way" => "三单匹配",
        "reconcile-stock" => "库存对账",
        "settle" => "返利结算",
        "release" => "返利放行",
        "expire-rebates" => "返利到期",
        "match-diversion" => "窜货比对",
        "deliver" => "推送",
        "statements" => "对账单与返利单",
        "transfers" or "plan-transfers" => "调拨建议",
        _ => "",
    };

    public static Html State(PeriodState state)
    {
        var (look, chinese) = state switch
        {
            PeriodState.Closed => ("succeeded", "已结账"),
            PeriodState.Agreed => ("agreed", "已确认"),
            PeriodState.Reconciling => ("running", "对账中"),
            _ => ("queued", "未开始"),
        };
        return Html.Of($"""<span class="status {look}">{chinese} {PeriodDesk.Word(state)}</span>""");
    }

    /// <summary>A dealer's result; one that is incomplete is never shown in green, whatever its figures.</summary>
    public static Html Outcome(string status)
    {
        var (look, chinese) = status switch
        {
            "green" => ("succeeded", "平"),
            "open" => ("failed", "未平"),
            _ => ("incomplete", "不完整"),
        };
        return Html.Of($"""<span class="status {look}">{chinese} {status}</span>""");
    }

    public static string Cause(string? cause) => cause switch
    {
        null => "未解释 unexplained",
        "WrittenOff" => "已核销 written off",
        "WrongDealer" => "记错经销商 wrong dealer",
        "Currency" => "币种 currency",
        "UnitOfMeasure" => "计量单位 unit of measure",
        "Discount" => "折扣或促销 discount",
        "UnknownProduct" => "未知商品 unknown product",
        "Amount" => "金额 amount",
        "Deduction" => "经销商抵扣 deduction",
        "InTransitAtCutOff" => "截止日在途 in transit at cut-off",
        "OtherPeriod" => "跨期入账 booked in another period",
        "Quantity" => "数量差异 quantity",
        "UnitPrice" => "单价差异 unit price",
        "RoundingOrTax" => "尾差或税差 rounding or tax",
        "Duplicate" => "重复入账 booked twice",
        "NotBookedByDealer" => "经销商未入账 not booked by the dealer",
        "NotBookedByUs" => "我方未入账 not booked by us",
        _ => cause,
    };

    public static string Kind(string kind) => kind switch
    {
        "MissingInOurs" => "我方无 missing in ours",
        "MissingInTheirs" => "对方无 missing in theirs",
        "Unequal" => "金额不一致 unequal",
        _ => kind,
    };

    public static string Decided(DecisionKind kind) => kind switch
    {
        DecisionKind.Match => "强制勾对 match",
        DecisionKind.KeepApart => "取消勾对 keep apart",
        _ => "核销 write-off",
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
