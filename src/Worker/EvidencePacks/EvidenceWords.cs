using DealerIntegration.Connectors.Spreadsheets;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>The words of the report in both languages; what is not known here is shown as it stands.</summary>
internal static class EvidenceWords
{
    public static Bilingual Standing(string standing) => standing switch
    {
        "case" => new("立案", "case"),
        "observation" => new("观察（未立案）", "observation, nobody is accused"),
        _ => Plain(standing),
    };

    public static Bilingual Step(string step) => step switch
    {
        "commission" => new("赋码", "commissioned"),
        "pack" => new("装箱", "packed"),
        "unpack" => new("拆箱", "unpacked"),
        "ship" => new("出库", "shipped"),
        "receive" => new("收货", "received"),
        "return" => new("退货", "returned"),
        "transfer" => new("调拨", "transferred"),
        "sell" => new("零售", "sold"),
        "destroy" => new("注销", "destroyed"),
        _ => Plain(step),
    };

    public static Bilingual Action(string action) => action switch
    {
        "notify" => new("通知经销商", "dealer notified"),
        "appeal" => new("申诉", "appealed"),
        "confirm" or "confirmed" => new("裁定成立", "confirmed"),
        "dismiss" or "dismissed" => new("裁定不成立", "dismissed"),
        "reverse" => new("撤销裁定", "ruling reversed"),
        "close" => new("结案", "closed"),
        "reopen" => new("重新立案", "reopened"),
        "move-out" => new("销量划出", "volume moved out"),
        "move-in" => new("销量划入", "volume moved in"),
        _ => Plain(action),
    };

    public static Bilingual Territory(string kind) => kind switch
    {
        "own" => new("专属区域", "own area"),
        "shared" => new("共享区域", "shared area"),
        "excepted" => new("除外区域", "excepted area"),
        "permission" => new("跨区许可", "written permission"),
        "master" => new("经销商主数据", "dealer master"),
        _ => Plain(kind),
    };

    private static Bilingual Plain(string word) => new(word, "");
}
