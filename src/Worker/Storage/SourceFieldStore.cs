using System.Text.Json;
using DealerIntegration.Connectors.Mapping;
using DealerIntegration.Worker.Pipelines.Import;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>ops.source_field</c>: the fields that are known of a dataset's source (来源字段).</summary>
internal static class SourceFieldStore
{
    /// <summary>Keeps what a chunk has met until its run ends.</summary>
    public static Task KeepAsync(
        NpgsqlTransaction transaction, long run, int chunk, FieldSample sample, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.field_sample (run_id, chunk_no, fields) VALUES (@run, @chunk, @fields::jsonb)
            ON CONFLICT (run_id, chunk_no) DO UPDATE SET fields = excluded.fields
            """,
            cancel,
            new { run, chunk, fields = JsonSerializer.Serialize(sample.Counts) });

    /// <summary>What all chunks of a run have met; it is cleared away with what earlier runs left behind.</summary>
    public static async Task<IReadOnlyDictionary<string, FieldCount>> TakeAsync(
        NpgsqlTransaction transaction, long run, string scope, CancellationToken cancel)
    {
        var whole = new FieldSample();
        foreach (var (of, fields) in await Sql.QueryAsync<(long Run, string Fields)>(
            transaction,
            """
            DELETE FROM ops.field_sample s USING ops.run r
             WHERE r.id = s.run_id AND r.scope = @scope AND r.pipeline = 'import' AND r.id <= @run
            RETURNING s.run_id, s.fields::text
            """,
            cancel,
            new { run, scope }))
        {
            if (of == run)
            {
                whole.Add(JsonSerializer.Deserialize<Dictionary<string, FieldCount>>(fields)!);
            }
        }

        return whole.Counts;
    }

    public static async Task<IReadOnlyList<SourceField>> KnownAsync(
        NpgsqlTransaction transaction, string connector, string dataset, CancellationToken cancel) =>
    [
        .. (await Sql.QueryAsync<(string Path, string Status, long Times, long Within, long Missed, long Run)>(
            transaction,
            """
            SELECT path, status, times, within, missed, run_id FROM ops.source_field
             WHERE connector = @connector AND dataset = @dataset ORDER BY path COLLATE "C"
            """,
            cancel,
            new { connector, dataset }))
        .Select(f => new SourceField(
            f.Path, Enum.Parse<FieldStatus>(f.Status, ignoreCase: true), f.Times, f.Within, f.Missed, f.Run)),
    ];

    /// <summary>In the order of the paths, so that two pulls that end at once cannot wait in a circle.</summary>
    public static Task SaveAsync(
        NpgsqlTransaction transaction, string connector, string dataset, IReadOnlyCollection<SourceField> fields,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            INSERT INTO ops.source_field AS f (connector, dataset, path, status, times, within, missed, run_id)
            SELECT @connector, @dataset, t.*
              FROM unnest(@paths, @statuses, @times, @within, @missed, @runs)
                AS t (path, status, times, within, missed, run_id)
             ORDER BY t.path
            ON CONFLICT (connector, dataset, path) DO UPDATE
               SET status = excluded.status, times = excluded.times, within = excluded.within,
                   missed = excluded.missed, run_id = excluded.run_id,
                   changed_at = CASE WHEN f.status = excluded.status THEN f.changed_at ELSE now() END
            """,
            cancel,
            new
            {
                connector,
                dataset,
                paths = fields.Select(f => f.Path).ToArray(),
                statuses = fields.Select(f => f.Status.ToString().ToLowerInvariant()).ToArray(),
                times = fields.Select(f => f.Times).ToArray(),
                within = fields.Select(f => f.Within).ToArray(),
                missed = fields.Select(f => f.Missed).ToArray(),
                runs = fields.Select(f => f.Run).ToArray(),
            });

    /// <summary>A person says that it is right: what came is known from now on, what went is forgotten.</summary>
    /// <returns>The fields that were accepted.</returns>
    public static async Task<IReadOnlyList<string>> AcceptAsync(
        NpgsqlTransaction transaction, string connector, string dataset, string by, CancellationToken cancel)
    {
        var accepted = await Sql.QueryAsync<string>(
            transaction,
            """
            WITH gone AS (
                DELETE FROM ops.source_field
                 WHERE connector = @connector AND dataset = @dataset AND status = 'missing' RETURNING path),
            come AS (
                UPDATE ops.source_field SET status = 'known', changed_at = now()
                 WHERE connector = @connector AND dataset = @dataset AND status = 'new' RETURNING path)
            SELECT '-' || path FROM gone UNION ALL SELECT '+' || path FROM come ORDER BY 1
            """,
            cancel,
            new { connector, dataset });
        await AuditLog.WriteAsync(
            transaction, by, "connector.fields.accept", $"{connector}/{dataset}", string.Join(", ", accepted), cancel);
        return accepted;
    }
}
