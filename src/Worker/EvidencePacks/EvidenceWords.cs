using DealerIntegration.Connectors.Spreadsheets;

namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>The words for movements and territories in both languages; others are shown as they stand.</summary>
internal static class EvidenceWords
{
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
        _ => Bilingual.Same(step),
    };

    public static Bilingual Territory(string kind) => kind switch
    {
        "own" => new("专属区域", "own area"),
        "shared" => new("共享区域", "shared area"),
        "excepted" => new("除外区域", "excepted area"),
        "permission" => new("跨区许可", "written permission"),
        "master" => new("经销商主数据", "dealer master"),
        _ => Bilingual.Same(kind),
    };
}
