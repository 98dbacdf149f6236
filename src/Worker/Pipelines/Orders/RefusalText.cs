using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Domain.Orders;

namespace DealerIntegration.Worker.Pipelines.Orders;

/// <summary>
/// Refusals in the dealer's words: a Chinese heading for each reason beside the figures that were compared.
/// </summary>
internal static class RefusalText
{
    private static readonly Dictionary<RefusalCode, (string Reason, string Remedy)> Chinese = new()
    {
        [RefusalCode.UnknownDealer] = ("经销商不存在", "请核对经销商编码"),
        [RefusalCode.UnknownTier] = ("经销商层级没有价格", "请联系厂家维护层级"),
        [RefusalCode.WrongCurrency] = ("币种不符", "请按约定币种下单"),
        [RefusalCode.EmptyOrder] = ("订单没有明细", "请补充明细后重发"),
        [RefusalCode.UnknownProduct] = ("商品编码不存在", "请使用现行价目表中的商品编码"),
        [RefusalCode.ProductWithoutPrice] = ("商品没有价格", "请暂不订购该商品"),
        [RefusalCode.InvalidQuantity] = ("数量无效", "请填写大于零的数量"),
        [RefusalCode.WrongUnit] = ("单位不符", "请按销售单位换算数量"),
        [RefusalCode.WrongPrice] = ("单价不符", "请按约定单价下单，或不填单价"),
        [RefusalCode.NotEnoughStock] = ("库存不足", "请减少数量或等待到货"),
        [RefusalCode.NoCreditLimit] = ("没有授信额度", "请联系厂家"),
        [RefusalCode.CreditExceeded] = ("超过授信额度", "请先付款或减少订单"),
        [RefusalCode.WholeOrderRefused] = ("同一订单的其他行有问题，整单未受理", "请更正其他行后重发"),
        [RefusalCode.NoLineAccepted] = ("没有可受理的行", "请更正后重发"),
    };

    public static Bilingual Of(string? code, string message) => new($"{Find(code).Reason}：{message}", message);

    public static Bilingual RemedyOf(string? code, string remedy) => new($"{Find(code).Remedy}。{remedy}", remedy);

    private static (string Reason, string Remedy) Find(string? code) =>
        Enum.TryParse<RefusalCode>(code, out var known) ? Chinese[known] : ("未受理", "请联系厂家");
}
