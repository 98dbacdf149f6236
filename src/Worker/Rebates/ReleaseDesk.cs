using DealerIntegration.Domain.Values;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Release;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Rebates;

/// <summary>
/// Where the second person decides about a prepared settlement (放行与退回). What is wanted is written to the audit log
/// before it is tried.
/// </summary>
internal sealed class ReleaseDesk(Database database, AuditLog audit)
{
    private const int MostListed = 50;

    /// <summary>The run that carries a release out; whoever calls starts it.</summary>
    /// <exception cref="UsageException">Nothing waits, or this person may not.</exception>
    public async Task<RunRequest> ReleaseAsync(ReleasePart part, string by, CancellationToken cancel)
    {
        await audit.WriteAsync(by, "settlement.release", $"run {part.Settlement}", part.Scope, cancel);
        var run = await CheckAsync(part, by, ReleaseCheck.Problem, cancel);
        return new RunRequest(ReleasePipeline.PipelineName, part.Scope, run.Period, by, part.ToJson());
    }

    /// <exception cref="UsageException">Nothing waits, no reason was given, or this person may not.</exception>
    public async Task RejectAsync(long settlement, string by, string reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new UsageException("Say why, for example --reason \"policy VOL has the wrong tiers\".");
        }

        await audit.WriteAsync(by, "settlement.reject", $"run {settlement}", reason, cancel);
        var part = new ReleasePart(settlement);
        await database.InTransactionAsync(
            async (_, transaction) =>
            {
                var (run, problem) = await ProblemAsync(
                    transaction, part, by, ReleaseCheck.ProblemOfRejecting, cancel);
                if (problem is not null)
                {
                    throw new UsageException(problem);
                }

                await ReleaseStore.RejectAsync(transaction, run!, by, reason.Trim(), cancel);
            },
            cancel);
    }

    /// <param name="period">Null: the last ones of all periods.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<IReadOnlyList<SettlementOverview>> ListAsync(Period? period, CancellationToken cancel) =>
        database.InTransactionAsync(
            (_, transaction) => ReleaseStore.OverviewAsync(transaction, period, MostListed, cancel), cancel);

    private async Task<PreparedRun> CheckAsync(ReleasePart part, string by, Check check, CancellationToken cancel)
    {
        var (run, problem) = await database.InTransactionAsync(
            (_, transaction) => ProblemAsync(transaction, part, by, check, cancel), cancel);
        return problem is null ? run! : throw new UsageException(problem);
    }

    /// <summary>The settlement, and why it cannot be decided about.</summary>
    internal static async Task<(PreparedRun? Run, string? Problem)> ProblemAsync(
        Npgsql.NpgsqlTransaction transaction, ReleasePart part, string by, Check check, CancellationToken cancel)
    {
        var run = await ReleaseStore.FindAsync(transaction, part.Settlement, cancel);
        var states = await ReleaseStore.StatesAsync(transaction, part, cancel);
        return (run, check(part, run, states, by, await ReleaseStore.RoleAsync(transaction, by, cancel)));
    }

    internal delegate string? Check(
        ReleasePart part, PreparedRun? run, IReadOnlyList<StateCount> states, string by, string? role);
}
