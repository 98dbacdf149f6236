using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Warehouses;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>Where a warehouse's document stands, in words for people (履约状态).</summary>
internal static class FulfilmentWords
{
    private static readonly Dictionary<FulfilmentCode, Bilingual> Words = new()
    {
        [FulfilmentCode.MovedThoughEnded] = new("已取消仍出入库", "moved though taken back"),
        [FulfilmentCode.TwoAccounts] = new("回传与查询不一致", "reports and list differ"),
        [FulfilmentCode.WrongProduct] = new("错发商品", "wrong product"),
        [FulfilmentCode.Over] = new("超量", "too many"),
        [FulfilmentCode.Exception] = new("仓库异常", "trouble at the warehouse"),
        [FulfilmentCode.Refused] = new("仓库拒单", "refused by the warehouse"),
        [FulfilmentCode.Short] = new("短少结单", "closed short"),
        [FulfilmentCode.Silent] = new("超期未回传", "silent"),
        [FulfilmentCode.QuantityNotTold] = new("已完成、数量待回传", "done, quantities not told"),
        [FulfilmentCode.NotSent] = new("待下发", "not sent yet"),
        [FulfilmentCode.Waiting] = new("待处理", "waiting"),
        [FulfilmentCode.Partly] = new("部分完成", "partly done"),
        [FulfilmentCode.Cancelled] = new("已取消", "cancelled"),
        [FulfilmentCode.Complete] = new("已完成", "complete"),
    };

    public static Bilingual Of(FulfilmentCode code) => Words[code];
}
