using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Domain.Canonical;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Storage;

/// <summary>An import that has written, and commits when the test says so.</summary>
internal sealed class LateImport : IAsyncDisposable
{
    private readonly long _run;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private LateImport(long run, NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        _run = run;
        _connection = connection;
        _transaction = transaction;
    }

    public static async Task<LateImport> OpenAsync(TestHub hub)
    {
        var run = await hub.ImportRunAsync();
        var connection = await hub.Database.OpenAsync(CancellationToken.None);
        return new LateImport(run, connection, await connection.BeginTransactionAsync());
    }

    public Task<UpsertResult> UpsertAsync(DatasetSpec spec, params MappedDocument[] documents) =>
        CanonicalStore.UpsertAsync(_transaction, spec, "sap", _run, documents, CancellationToken.None);

    public async Task CommitAsync()
    {
        await _transaction.CommitAsync();
        await DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
