using DealerIntegration.Domain.Canonical;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Why a document was closed without a successor.</summary>
internal enum GoneReason
{
    /// <summary>A pull of everything did not bring it.</summary>
    Snapshot,

    /// <summary>No stored page yields it under the mapping as it is now.</summary>
    Replay,
}

/// <summary>Which of a dataset's standing documents may be missed.</summary>
/// <param name="UpTo">The last version that stood when the reading began; what came later is not its concern.</param>
/// <param name="OfAnyAddress">False: only what pulls from <paramref name="Address"/> brought, and replays.</param>
internal sealed record StandingScope(long UpTo, bool OfAnyAddress, string? Address)
{
    public static readonly StandingScope Whole = new(long.MaxValue, true, null);
}

/// <summary>
/// <c>canonical.gone</c> (已消失单据): documents that are closed and have no successor. Whoever fixed a watermark before
/// still sees them; if they come back they are added again.
/// </summary>
internal static class GoneStore
{
    /// <summary>Streams the documents that pulls and replays of a dataset brought and that stand.</summary>
    public static async Task EachStandingAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, StandingScope scope,
        Action<long, string> found, CancellationToken cancel)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = $"""
            SELECT c.seq, c.key FROM canonical.{CanonicalTable.Of(spec).Name} c
             WHERE c.source = @source AND c.until_seq = {CanonicalTable.Current} AND c.seq <= @upTo
               AND c.run_id IN (SELECT id FROM ops.run
                                 WHERE pipeline IN ('import', 'replay') AND scope = @scope
                                   AND (@any OR pipeline = 'replay'
                                        OR parameters ->> 'address' IS NOT DISTINCT FROM @address))
            """;
        command.Parameters.AddWithValue("source", source);
        command.Parameters.AddWithValue("scope", $"{source}/{spec.Name}");
        command.Parameters.AddWithValue("upTo", scope.UpTo);
        command.Parameters.AddWithValue("any", scope.OfAnyAddress);
        command.Parameters.Add(new NpgsqlParameter<string?>("address", scope.Address));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            found(reader.GetInt64(0), reader.GetString(1));
        }
    }

    /// <summary>Closes versions that nothing has replaced meanwhile.</summary>
    /// <returns>How many were closed.</returns>
    public static async Task<long> CloseAsync(
        NpgsqlTransaction transaction, DatasetSpec spec, string source, IReadOnlyList<long> versions, long run,
        GoneReason reason, CancellationToken cancel)
    {
        if (versions.Count == 0)
        {
            return 0;
        }

        await AdvisoryLocks.ShareAsync(transaction, AdvisoryLocks.Watermark);
        return (await Sql.QueryAsync<long>(
            transaction,
            $"""
            WITH closed AS (
                UPDATE canonical.{CanonicalTable.Of(spec).Name} c SET until_seq = nextval('canonical.version_seq')
                  FROM unnest(@versions) AS g (seq)
                 WHERE c.seq = g.seq AND c.until_seq = {CanonicalTable.Current}
                RETURNING c.until_seq, c.key),
            kept AS (
                INSERT INTO canonical.gone (seq, dataset, source, key, reason, run_id)
                SELECT until_seq, @dataset, @source, key, @reason, @run FROM closed RETURNING 1)
            SELECT count(*) FROM kept
            """,
            cancel,
            new
            {
                versions = versions.ToArray(),
                dataset = spec.Name,
                source,
                reason = reason == GoneReason.Snapshot ? "snapshot" : "replay",
                run,
            })).Single();
    }
}
