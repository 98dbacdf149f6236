using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Rest;

/// <summary>The JSON system as a stage: its list is that of the payments, and it takes orders.</summary>
internal sealed class RestStage : HttpStage
{
    private readonly OrderDesk desk = new(StageBusiness.Month, new StateFile<RestState>(null));

    public RestStage(TimeProvider time)
        : base(new RestWire(), time)
    {
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects =>
        StageBusiness.ByKey(desk.Orders.Select(order => (order.Key, order.Number)));

    protected override WebApplication Build() => RestServer.Build(Parts, Records, desk, port: 0, Secret);
}
