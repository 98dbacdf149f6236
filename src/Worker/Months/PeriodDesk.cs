using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Months;

/// <summary>
/// Where people ask how a period stands, close it and open it again (结账与反结账). What they want is written to the
/// audit log before it is tried.
/// </summary>
internal sealed class PeriodDesk(
    Database database, AuditLog audit, IStatementStandings standings, BusinessDay day)
{
    private const int MostNamed = 10;

    public Task<PeriodReport> LookAsync(Period period, CancellationToken cancel) => database.InTransactionAsync(
        async (_, transaction) =>
        {
            var history = await PeriodStore.EventsAsync(transaction, period, cancel);
            var facts = await FactsAsync(transaction, period, cancel);
            var last = history is [.., var newest] ? newest : null;
            var state = last?.State ?? PeriodState.Open;
            bool? holds = state != PeriodState.Closed
                ? null
                : (await SnapshotAsync(transaction, facts, cancel)).Figures
                  == PeriodSnapshot.FiguresOf(last!.Evidence);
            var blockers = state == PeriodState.Closed ? [] : PeriodBlockers.Of(facts);
            return new PeriodReport(period, state, history, blockers, facts, holds);
        },
        cancel);

    /// <exception cref="UsageException">It is closed already, or something is in the way, each named.</exception>
    public async Task<PeriodSnapshot> CloseAsync(Period period, string actor, CancellationToken cancel)
    {
        await audit.WriteAsync(actor, "period.close", period.ToString(), null, cancel);
        return await database.InTransactionAsync(
            async (_, transaction) =>
            {
                // Nobody imports and nobody plans a run until this commits: what is checked is what is closed.
                var watermark = await Watermark.FixAsync(transaction);
                await AdvisoryLocks.TakePeriodAsync(transaction, period);
                var last = await PeriodStore.LastAsync(transaction, period, cancel);
                if (last is { State: PeriodState.Closed })
                {
                    throw new UsageException($"{period} is closed already, by {last.Actor} at {last.At:u}.");
                }

                var facts = await FactsAsync(transaction, period, cancel);
                var blockers = PeriodBlockers.Of(facts);
                if (blockers.Count > 0)
                {
                    throw new UsageException(Refusal(period, blockers));
                }

                if (PeriodBlockers.AllAgree(facts) && last?.State != PeriodState.Agreed)
                {
                    await PeriodStore.AddAsync(
                        transaction, period, PeriodState.Agreed, new PeriodStep("hub", null, watermark), cancel);
                }

                var snapshot = await SnapshotAsync(transaction, facts, cancel);
                await PeriodStore.AddAsync(
                    transaction,
                    period,
                    PeriodState.Closed,
                    new PeriodStep(actor, null, watermark, snapshot.ToJson()),
                    cancel);
                return snapshot;
            },
            cancel);
    }

    /// <exception cref="UsageException">It is not closed, a later one is, or no reason was given.</exception>
    public async Task ReopenAsync(Period period, string actor, string reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageException(
                $"Say why {period} is opened again, for example --reason \"credit note missing\".");
        }

        await audit.WriteAsync(actor, "period.reopen", period.ToString(), reason, cancel);
        await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var watermark = await Watermark.FixAsync(transaction);
                await AdvisoryLocks.TakePeriodAsync(transaction, period);
                var state = await PeriodStore.StateAsync(transaction, period, cancel);
                if (state != PeriodState.Closed)
                {
                    throw new UsageException($"{period} is not closed but {Word(state)}; there is nothing to open.");
                }

                var later = await PeriodStore.LaterClosedAsync(transaction, period, cancel);
                if (later.Count > 0)
                {
                    throw new UsageException(
                        $"{string.Join(", ", later)} after {period} is closed and rests on it; open the last one "
                        + $"first: ./hub period reopen --period {later[^1]} --reason \"…\"");
                }

                await PeriodStore.AddAsync(
                    transaction, period, PeriodState.Open, new PeriodStep(actor, reason.Trim(), watermark), cancel);
            },
            cancel);
    }

    /// <summary>
    /// Moves a period between reconciling and agreed as the dealers' answers say; after a run that may have changed
    /// them, and whenever somebody asks, because an answer may also come about by silence.
    /// </summary>
    public Task AdvanceAsync(Period period, CancellationToken cancel) => database.InTransactionAsync(
        async (_, transaction) =>
        {
            await AdvisoryLocks.SharePeriodAsync(transaction, period);
            var state = await PeriodStore.StateAsync(transaction, period, cancel);
            if (state is not (PeriodState.Reconciling or PeriodState.Agreed))
            {
                return;
            }

            // Not all the facts: this comes after every run, and a month may be large.
            var today = day.Of(await PeriodFactsStore.NowAsync(transaction, cancel));
            var answers = await standings.OfAsync(transaction, period, today, cancel);
            if (answers is null)
            {
                return;
            }

            var dealers = await PeriodFactsStore.DealersAsync(transaction, period, cancel);
            var agreed = PeriodBlockers.AllAgree(
                new PeriodFacts { Period = period, Standings = answers, Dealers = dealers });
            if (agreed != (state == PeriodState.Agreed))
            {
                await PeriodStore.AddAsync(
                    transaction,
                    period,
                    agreed ? PeriodState.Agreed : PeriodState.Reconciling,
                    new PeriodStep("hub", agreed ? null : "not every dealer agrees any more", null),
                    cancel);
            }
        },
        cancel);

    public Task AdvanceAsync(Run run, CancellationToken cancel) =>
        run is { Pipeline: "reconcile" or "statements" or "uploads", IsDryRun: false }
        && Period.TryParse(run.Period, out var period)
            ? AdvanceAsync(period, cancel)
            : Task.CompletedTask;

    public static string Word(PeriodState state) => state.ToString().ToLowerInvariant();

    private async Task<PeriodFacts> FactsAsync(
        NpgsqlTransaction transaction, Period period, CancellationToken cancel)
    {
        var today = day.Of(await PeriodFactsStore.NowAsync(transaction, cancel));
        return await PeriodFactsStore.LoadAsync(transaction, period, standings, today, cancel);
    }

    private static async Task<PeriodSnapshot> SnapshotAsync(
        NpgsqlTransaction transaction, PeriodFacts facts, CancellationToken cancel) =>
        PeriodSnapshot.Of(facts, await PostingStore.FiguresAsync(transaction, facts.Period, cancel));

    private static string Refusal(Period period, IReadOnlyList<PeriodBlocker> blockers)
    {
        var lines = blockers.Take(MostNamed).Select(b => $"  [{b.Owner}] {b.What}\n      {b.Remedy}");
        var more = blockers.Count > MostNamed
            ? $"\n  and {blockers.Count - MostNamed} more: ./hub period --period {period}"
            : "";
        return $"{period} cannot be closed, {blockers.Count} in the way:\n{string.Join('\n', lines)}{more}";
    }
}
