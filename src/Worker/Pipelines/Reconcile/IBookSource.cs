using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Reconcile;

/// <summary>
/// Where the two books of a reconciliation come from (账的来源): the only thing its configurations differ in.
/// </summary>
internal interface IBookSource
{
    /// <summary>All books of the dealers in scope; of some there may be several, of others none.</summary>
    Task<IReadOnlyList<DealerBooks>> LoadAsync(
        NpgsqlTransaction transaction, BookScope scope, ReconciliationRules rules, CancellationToken cancel);

    /// <summary>What explains the differences of each of the books, in their order.</summary>
    /// <param name="wanted">What each asks for; null: it is not compared.</param>
    Task<IReadOnlyList<Evidence>> LookUpAsync(
        NpgsqlTransaction transaction, BookScope scope, IReadOnlyList<DealerBooks> books,
        IReadOnlyList<EvidenceRequest?> wanted, CancellationToken cancel);

    /// <summary>What a run over these books came to, and whether it lacks something.</summary>
    Task<RunEnd> EndAsync(NpgsqlTransaction transaction, long run, CancellationToken cancel);
}
