using DealerIntegration.Simulators.Business;

namespace DealerIntegration.Simulators.Demo;

/// <summary>
/// The work of the month, each part by whom it belongs to (月度作业): the month itself, the release of what it prepared,
/// a diversion case up to its ruling and what the ruling moves of the rebates, the evidence. What compares goods is no
/// part of the month and waits for its documents.
/// </summary>
internal sealed class MonthWork(Hub hub, DemoFolder folder, Staff staff, SeededMonth business, StepBoard board)
{
    private readonly string period = business.Month.ToString();

    /// <summary>The case that was worked on, and its sealed evidence.</summary>
    public (CaseRecord Case, EvidencePack Pack) Ruled { get; private set; }

    public async Task Do(CancellationToken cancellation)
    {
        await hub.SignIn(staff.Prepares, cancellation);
        await Task.WhenAll(
            hub.RunMonth(staff.Prepares, period, board.Tell, cancellation),
            hub.SignIn(staff.Releases, cancellation),
            hub.SignIn(staff.Notifies, cancellation),
            hub.SignIn(staff.Rules, cancellation));
        await hub.Release(staff.Releases, period, board.Tell, cancellation);
        await Task.WhenAll([
            Rule(cancellation),
            hub.Compare("threeWay", null, period, board.Tell, cancellation),
            .. StockKeeping.Dealers.Select(dealer => hub.Compare("stock", dealer, period, board.Tell, cancellation)),
        ]);
        await hub.Deliver(staff.Prepares, period, board.Tell, cancellation);
    }

    private async Task Rule(CancellationToken cancellation)
    {
        var (ruled, isNew) = await new CaseWalk(hub, folder, staff).Walk(business, board.Tell, cancellation);
        var packing = EvidencePack.Make(hub, folder, ruled.Number, staff.Rules, cancellation);
        if (isNew)
        {
            await hub.Settle(staff.Prepares, period, board.Tell, cancellation);
            await hub.Release(staff.Releases, period, board.Tell, cancellation);
        }

        Ruled = (ruled, await packing);
    }
}
