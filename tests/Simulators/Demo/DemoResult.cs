using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Demo;

/// <summary>What the partners hold after the run, and how many of these documents are new (推送核对).</summary>
internal sealed record PartnerCount(
    Created SalesOrders, Created CreditMemos, Created DebitMemos, Created DeliveryOrders)
{
    public int Total => SalesOrders.Count + CreditMemos.Count + DebitMemos.Count + DeliveryOrders.Count;

    public static async Task<PartnerCount> Ask(Partner sap, Partner wms, CancellationToken cancellation) => new(
        await sap.Holds("salesOrders", cancellation),
        await sap.Holds("creditMemoRequests", cancellation),
        await sap.Holds("debitMemoRequests", cancellation),
        await wms.Holds("deliveryOrders", cancellation));
}

/// <summary>Everything the demo learned, for people and for machines.</summary>
internal sealed record DemoResult(
    IReadOnlyList<Step> Steps, HubSummary Summary, IReadOnlyList<SettlementLine> Settlements, Truth Truth,
    Comparison Comparison, GoodsComparison Goods, CaseRecord Case, EvidencePack Pack, Receipts Receipts,
    PartnerCount Before, PartnerCount After)
{
    /// <summary>What the settlements of this run came to, the one after the ruling included.</summary>
    public decimal Payable => SettledIn.Sum(line => line.Amount);

    private IEnumerable<SettlementLine> SettledIn
    {
        get
        {
            var runs = Steps.Where(step => step.Pipeline == "settle").Select(step => step.Run).ToHashSet();
            return Settlements.Where(line => runs.Contains(line.Run));
        }
    }

    /// <summary>As the partners count, not as the hub says.</summary>
    public int Pushed => After.Total - Before.Total;
}
