using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Intake;

/// <summary>Files in, read, and replies out by the servers (收发), in one go: what a schedule starts.</summary>
internal sealed class ExchangePipeline : ISteppedPipeline
{
    public string Name => "exchange";

    public IReadOnlyList<RunStep> Steps { get; } = [new("intake"), new("uploads"), new("send-replies")];

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunPlan([]));

    public Task ExecuteAsync(ChunkScope chunk) =>
        throw new InvalidOperationException("An exchange has no chunks of its own; its steps do the work.");

    public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        StepReport.OfAsync(transaction, run.Id, cancel);
}
