using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Cases;

/// <summary>
/// What follows from a ruling (裁定生效): it becomes an input of rebates and moves volume; taken back, it gives back
/// exactly what it moved. The next settlement pays the difference.
/// </summary>
internal sealed class CaseRuling(BusinessDay day)
{
    /// <summary>ISO 4217 for none: nobody knows in what the goods were sold.</summary>
    private const string NoCurrency = "XXX";

    public async Task FollowAsync(
        NpgsqlTransaction transaction, CaseView view, CaseStep step, CancellationToken cancel)
    {
        var happenedOn = CaseWindow.Parse(view.Found.Window).Nearest(day.Of(view.Found.LastScan));
        switch (step.Action)
        {
            // On an appeal against it the ruling stands as it was: there is nothing new to move.
            case CaseAction.Confirm when view.Life.State != CaseState.Contested:
                await MoveAsync(
                    transaction, view.Found,
                    await VolumeMoveStore.RuleAsync(transaction, view.Found, step, happenedOn, cancel), happenedOn,
                    cancel);
                break;

            // What an earlier round confirmed is not touched by dismissing what came after.
            case CaseAction.Dismiss when !view.Life.IsRuled:
                await VolumeMoveStore.RuleAsync(transaction, view.Found, step, happenedOn, cancel);
                break;
            case CaseAction.Reverse:
                await VolumeMoveStore.TakeBackAsync(
                    transaction, view.Found.Number,
                    await VolumeMoveStore.RuleAsync(transaction, view.Found, step, happenedOn, cancel), cancel);
                break;
        }
    }

    /// <summary>Moves what was found less what earlier rounds have moved.</summary>
    private static async Task MoveAsync(
        NpgsqlTransaction transaction, FoundCase found, long ruling, DateOnly happenedOn, CancellationToken cancel)
    {
        var moved = (await VolumeMoveStore.OfCaseAsync(transaction, found.Number, cancel))
            .Where(m => m.Side == "in").Sum(m => m.Quantity);
        var items = await CaseStore.ItemsAsync(transaction, found, cancel) - moved;
        if (items <= 0m)
        {
            return;
        }

        var invoiced = await CaseStore.PriceAsync(transaction, found, CaseWindow.Parse(found.Window), cancel);
        var dealers = await MasterStore.DealersAsync(transaction, cancel);
        var areas = await CaseStore.AreasAsync(transaction, found.ProductCode, happenedOn, cancel);
        var holder = AreaHolder.Of(found.AreaCode, found.DealerCode, areas);
        await VolumeMoveStore.MoveAsync(
            transaction, found, ruling, happenedOn,
            DivertedVolume.Of(items, invoiced, dealers.GetValueOrDefault(found.DealerCode)?.Currency ?? NoCurrency),
            holder,
            holder.Dealer is { } to ? dealers.GetValueOrDefault(to)?.Currency : null, cancel);
    }
}
