using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Months;
using DealerIntegration.Worker.Pipelines;
using DealerIntegration.Worker.Pipelines.Reconcile;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Decisions;

/// <summary>
/// Where people overrule the steps: force a match, undo one, write a difference off, take a decision back (人工处理). A
/// decision changes no result; the next reconciliation reads it. What is wanted is audited before it is tried, and
/// checked against the last result, so that nobody decides about lines that are not there.
/// </summary>
internal sealed class DecisionDesk(Database database, AuditLog audit, HubPaths paths, BusinessDay day)
{
    /// <exception cref="UsageException">A line is not there or not open, or they cannot belong together.</exception>
    public Task<StoredDecision> ForceAsync(
        DecisionRequest request, IReadOnlyList<string> ours, IReadOnlyList<string> theirs, CancellationToken cancel) =>
        DecideAsync(
            "decision.match",
            request,
            $"{string.Join(",", ours)} = {string.Join(",", theirs)}",
            async lines =>
            {
                if (ours.Count == 0 || theirs.Count == 0)
                {
                    throw new UsageException("A match needs lines of both books: --ours A,B --theirs C.");
                }

                var (ourSum, theirSum) = lines.Sums(ours, theirs);
                await lines.RequireOpenAsync(ours, theirs);
                return lines.Decision(DecisionKind.Match, ours, theirs, ourSum, theirSum);
            },
            cancel);

    /// <summary>Undoes the match of that number in the last result.</summary>
    /// <exception cref="UsageException">There is no such match.</exception>
    public Task<StoredDecision> UndoAsync(DecisionRequest request, int match, CancellationToken cancel) =>
        DecideAsync(
            "decision.keep-apart",
            request,
            $"match {match}",
            async lines => lines.KeepApart(await lines.MatchAsync(match)),
            cancel);

    /// <summary>Undoes the match that holds all of these lines.</summary>
    /// <exception cref="UsageException">They are not matched with each other.</exception>
    public Task<StoredDecision> UndoAsync(
        DecisionRequest request, IReadOnlyList<string> ours, IReadOnlyList<string> theirs, CancellationToken cancel) =>
        DecideAsync(
            "decision.keep-apart",
            request,
            $"{string.Join(",", ours)} / {string.Join(",", theirs)}",
            async lines => lines.KeepApart(await lines.MatchAsync(ours, theirs)),
            cancel);

    /// <exception cref="UsageException">
    /// There is no such difference, it is too large, or the account is not one for it.
    /// </exception>
    public Task<StoredDecision> WriteOffAsync(
        DecisionRequest request, string item, string account, CancellationToken cancel) =>
        DecideAsync(
            "decision.write-off",
            request,
            $"{item} to {account}",
            async lines =>
            {
                DecisionRequest.Item(item);
                var file = RulesFile.In(paths);
                var limits = file.Load().WriteOff
                    ?? throw new UsageException(
                        $"The rules allow no write-offs; {file.Path} says so by having no member writeOff.");
                if (!limits.Accounts.Contains(account))
                {
                    throw new UsageException(
                        $"Account {account} takes no write-offs; use one of {string.Join(", ", limits.Accounts)}.");
                }

                return await lines.WriteOffAsync(item.Trim(), account, limits.Limit);
            },
            cancel);

    /// <exception cref="UsageException">There is no such decision, or it was taken back already.</exception>
    public async Task WithdrawAsync(long number, string actor, string reason, CancellationToken cancel)
    {
        RequireReason(reason);
        await audit.WriteAsync(actor, "decision.withdraw", $"decision {number}", reason, cancel);
        await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var taken = await DecisionStore.FindAsync(transaction, number, cancel)
                    ?? throw new UsageException(
                        $"There is no decision {number}; ./hub decisions --period … lists them.");
                await EnterAsync(transaction, taken.Period, cancel);
                var today = day.Of(await PeriodFactsStore.NowAsync(transaction, cancel));
                if (!await DecisionStore.WithdrawAsync(transaction, taken, reason.Trim(), actor, today, cancel))
                {
                    throw new UsageException($"Decision {number} was taken back before.");
                }
            },
            cancel);
    }

    public Task<IReadOnlyList<StoredDecision>> OfPeriodAsync(
        Period period, string? dealer, CancellationToken cancel) =>
        database.InTransactionAsync(
            (_, transaction) => DecisionStore.OfPeriodAsync(transaction, period, dealer, cancel), cancel);

    private async Task<StoredDecision> DecideAsync(
        string action, DecisionRequest request, string what, Func<DealerLines, Task<Decision>> decide,
        CancellationToken cancel)
    {
        RequireReason(request.Reason);
        await audit.WriteAsync(
            request.Actor, action, $"{request.Dealer} {request.Period}", $"{what}: {request.Reason}", cancel);
        return await database.InTransactionAsync(
            async (_, transaction) =>
            {
                await EnterAsync(transaction, request.Period, cancel);
                var today = day.Of(await PeriodFactsStore.NowAsync(transaction, cancel));
                var lines = await DealerLines.LoadAsync(transaction, request, today, cancel);
                var decision = await decide(lines);
                await lines.RequireUndecidedAsync(decision);
                var number = await DecisionStore.AddAsync(
                    transaction, request.Dealer, request.Period, decision, cancel);
                return new StoredDecision(request.Dealer, request.Period, decision with { Number = number });
            },
            cancel);
    }

    // Alone in the period: two people who decide about the same line at the same moment see each other.
    private static async Task EnterAsync(NpgsqlTransaction transaction, Period period, CancellationToken cancel)
    {
        await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
        await AdvisoryLocks.TakePeriodAsync(transaction, period);
        if (await PeriodStore.StateAsync(transaction, period, cancel) == PeriodState.Closed)
        {
            throw new UsageException(
                $"{period} is closed; decide in the open period that the item was carried to, or open it again: "
                + $"./hub period reopen --period {period} --reason \"…\"");
        }
    }

    private static void RequireReason(string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageException("Say why, for example --reason \"confirmed by phone with the dealer\".");
        }
    }
}
