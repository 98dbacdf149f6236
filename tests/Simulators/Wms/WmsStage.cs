using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Wms;

/// <summary>
/// The warehouse as a stage: its list is the stock, a record's number being the product's, and it takes delivery
/// orders.
/// </summary>
internal sealed class WmsStage : HttpStage
{
    private readonly DeliveryDesk desk = new(StageBusiness.Month, new StateFile<WmsState>(null));

    public WmsStage(TimeProvider time)
        : base(new WmsWire(), time)
    {
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects =>
        StageBusiness.ByKey(desk.Orders.Select(order => (order.Code, order.Id))
            .Concat(desk.Entries.Select(entry => (entry.Code, entry.Id))));

    public DeliveryDesk Desk => desk;

    protected override WebApplication Build() =>
        WmsServer.Build(Parts, desk, new WmsLists(StageBusiness.Month, desk, Records), port: 0, Secret);
}
