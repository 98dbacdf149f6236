using DealerIntegration.Domain.Diversion.Territory;
using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Diversion.Signals;

/// <summary>The principal agreed in writing to a sale across (跨区销售许可).</summary>
internal sealed class Permission : ISignal
{
    public string Name => "permission";

    public string Chinese => "跨区销售许可";

    public bool Weighed => true;

    public Finding? Look(in ScanFacts facts) =>
        facts.Answer is { Standing: TerritoryStanding.Permitted, Contract: { } line }
            ? new Finding(Verdict.Authorised, Bearing.Against, Consent(line))
            : null;

    private static Told Consent(TerritoryContract line)
    {
        var goods = line.ProductCode is { } product
            ? new Told($"product {product}", $"商品 {product}")
            : new Told("all goods", "全部商品");
        var to = line.ValidTo is { } last
            ? new Told($" to {last:yyyy-MM-dd}", $"至 {last:yyyy-MM-dd} ")
            : default;
        return new Told(
            $"Consent {line.Cited} lets dealer {line.DealerCode} sell {goods} in {line.AreaCode} from "
            + $"{line.ValidFrom:yyyy-MM-dd}{to}.",
            $"跨区许可 {line.Cited.Chinese} 允许经销商 {line.DealerCode} 自 {line.ValidFrom:yyyy-MM-dd} 起{to.Chinese}在 "
            + $"{line.AreaCode} 销售{goods.Chinese}。");
    }
}
