using DealerIntegration.Worker.Jobs;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines;

/// <summary>A month from the partners' data to settled results (月结): the other pipelines in their order.</summary>
internal sealed class MonthPipeline : ISteppedPipeline
{
    public string Name => "month";

    public IReadOnlyList<RunStep> Steps { get; } =
    [
        new("import", "sap/dealers"),
        new("import", "sap/products"),
        new("import", "sap/orders"),
        new("import", "sap/shipments"),
        new("import", "sap/invoices"),
        new("import", "sap/payments"),
        new("import", "wms/stock"),
        new("import", "wms/codes"),
        new("import", "wms/scans"),
        new("uploads"),
        new("answer-orders"),
        new("deliver", "sap"),
        new("order-to-warehouse"),
        new("deliver", "wms"),
        new("import", "sap/orders"),
        new("import", "wms/deliveries"),
        new("reply-orders"),
        new("reconcile"),
        new("settle"),
        new("match-diversion"),
        new("deliver", "sap"),
        new("workbooks"),
    ];

    public Task<RunPlan> PlanAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Task.FromResult(new RunPlan([]));

    public Task ExecuteAsync(ChunkScope chunk) =>
        throw new InvalidOperationException("A month has no chunks of its own; its steps do the work.");

    public Task<RunEnd> CloseAsync(Run run, NpgsqlTransaction transaction, CancellationToken cancel) =>
        Storage.StepReport.OfAsync(transaction, run.Id, cancel);
}
