using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.U8;

/// <summary>
/// U8 as a stage: its list is the current stock, a record's number being the product's, and it takes sales orders.
/// </summary>
internal sealed class U8Stage : HttpStage
{
    private readonly U8Desk desk;

    public U8Stage(TimeProvider time)
        : base(new U8Wire(), time, U8Server.OwnFaults)
    {
        desk = new U8Desk(StageBusiness.Month, new StateFile<U8State>(null), Faults);
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects =>
        StageBusiness.ByKey(desk.Done.Select(job => (U8Desk.Text(job.Body, "code"), job.Id!)));

    protected override WebApplication Build()
    {
        var lists = new U8Lists(StageBusiness.Month, desk, page => Records.ForPage(page).Select(record =>
            U8Lists.StockRow(StageBusiness.Warehouse, record.Number, record.Amount, 0m)));
        return U8Server.Build(Parts, desk, lists, port: 0, Secret);
    }
}
