using DealerIntegration.Worker.Jobs;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Dashboard;

/// <summary>A pipeline without work: a run of it ends as soon as a worker looks at it.</summary>
internal sealed class QuietPipeline : IPipeline
{
    public string Name => "quiet";

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunPlan([]));

    public Task ExecuteAsync(ChunkScope chunk) => throw new InvalidOperationException("There are no chunks.");

    public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunEnd(true, """{"rows": 1234567, "sums": {"CNY": "10.20"}}"""));
}
