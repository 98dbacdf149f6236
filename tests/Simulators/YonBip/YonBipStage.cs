using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>The tenant as a stage: its list is that of the sales orders, one line each, and it takes orders.</summary>
internal sealed class YonBipStage : HttpStage
{
    private readonly YonBipOptions options;
    private readonly OrderDesk desk;

    public YonBipStage(TimeProvider time, YonBipOptions? options = null)
        : base(new YonBipWire(), time, YonBipServer.OwnFaults)
    {
        this.options = options ?? new YonBipOptions();
        desk = new OrderDesk(StageBusiness.Month, new StateFile<VoucherState>(null), Parts.Clock);
    }

    public IReadOnlyList<SavedVoucher> Orders => desk.Orders;

    /// <summary>The tenant's other lists, where a test wants them.</summary>
    public YonBipBooks? Books { get; init; }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects =>
        StageBusiness.ByKey(desk.Orders.Select(order => (OrderRules.KeyOf(order), order.Code)));

    public override void Forget() => desk.Clear();

    protected override WebApplication Build() => YonBipServer.Build(
        Parts, options, StageBusiness.Month, Books,
        page => [.. Records.ForPage(page).Select(YonBipBooks.Order), .. Books?.Orders ?? []],
        desk, port: 0, Secret);
}
