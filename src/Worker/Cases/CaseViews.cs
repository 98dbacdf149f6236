using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Cases;

/// <summary>Reads cases as they stand today, by the configuration of today.</summary>
internal sealed class CaseViews(HubPaths paths, BusinessDay day)
{
    /// <summary>Null: no run has made a case of that number.</summary>
    public async Task<CaseView?> FindAsync(NpgsqlTransaction transaction, string number, CancellationToken cancel)
    {
        if (await CaseStore.FindAsync(transaction, number, cancel) is not { } found)
        {
            return null;
        }

        var steps = await CaseStepStore.LoadAsync(transaction, [number], cancel);
        return new CaseView(found, [.. steps[number]], await TodayAsync(transaction, cancel), CaseTerms.Load(paths));
    }

    /// <param name="transaction">Reads only.</param>
    /// <param name="dealer">One dealer's code; null: all.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<IReadOnlyList<CaseView>> AllAsync(
        NpgsqlTransaction transaction, string? dealer, CancellationToken cancel)
    {
        var found = await CaseStore.AllAsync(transaction, dealer, cancel);
        var steps = await CaseStepStore.LoadAsync(transaction, null, cancel);
        var (today, terms) = (await TodayAsync(transaction, cancel), CaseTerms.Load(paths));
        return [.. found.Select(c => new CaseView(c, [.. steps[c.Number]], today, terms))];
    }

    private async Task<DateOnly> TodayAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        day.Of(await PeriodFactsStore.NowAsync(transaction, cancel));
}
