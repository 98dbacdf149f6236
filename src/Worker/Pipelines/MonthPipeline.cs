using DealerIntegration.Worker.Hosting;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines;

/// <summary>A month from the partners' data to prepared settlements (月结): the other pipelines in their order.</summary>
internal sealed class MonthPipeline(HubOptions options, IntakeRegistry intakes) : ISteppedPipeline
{
    public string Name => "month";

    public IReadOnlyList<RunStep> Steps { get; } = StepsFor(
        options.Partners.Erp, options.Partners.Warehouse, withServers: intakes.Ways("").Count > 0);

    // Only where a server is switched on: a month without one has no step that does nothing.
    private static IReadOnlyList<RunStep> Exchange { get; } = [new("intake"), new("uploads"), new("send-replies")];

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunPlan([]));

    public Task ExecuteAsync(ChunkScope chunk) =>
        throw new InvalidOperationException("A month has no chunks of its own; its steps do the work.");

    public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        StepReport.OfAsync(transaction, run.Id, cancel);

    private static IReadOnlyList<RunStep> StepsFor(string erp, string warehouse, bool withServers) =>
    [
        new("import", $"{erp}/dealers"),
        new("import", $"{erp}/products"),
        new("import", $"{erp}/orders"),
        new("import", $"{erp}/shipments"),
        new("import", $"{erp}/invoices"),
        new("import", $"{erp}/payments"),
        new("import", $"{warehouse}/stock"),
        new("import", $"{warehouse}/codes"),
        new("import", $"{warehouse}/scans"),
        .. withServers ? Exchange : [new("uploads")],
        new("events"),
        new("answer-orders"),
        new("deliver", erp),
        new("deliver", warehouse),
        new("import", $"{erp}/orders"),
        new("import", $"{warehouse}/deliveries"),
        new("reply-orders"),
        new("reconcile"),
        new("settle"),
        new("match-diversion"),
        new("statements"),
        .. withServers ? [new("send-replies")] : Array.Empty<RunStep>(),
    ];
}
