using System.Text.Json;
using DealerIntegration.Connectors.Drop;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>A dealer's file as it came in, by which way (来件).</summary>
internal sealed record Arrival
{
    public required long Id { get; init; }

    public required long UploadId { get; init; }

    public required string Way { get; init; }

    public required string Place { get; init; }

    public required string Mark { get; init; }

    public required int Part { get; init; }

    public required string FileName { get; init; }

    public required bool IsAnswered { get; init; }
}

/// <param name="IsNew">False: it was stored before and found again.</param>
internal sealed record ArrivedFile(long Id, long UploadId, bool IsNew);

/// <summary><c>raw.arrival</c>: every time a file came in; several may be of one content.</summary>
internal static class ArrivalStore
{
    /// <summary>The word of a way in the database and in scopes.</summary>
    public static string NameOf(IntakeWay way) => way.ToString().ToLowerInvariant();

    /// <summary>
    /// Stores a parcel's files and that they came. What was stored before and not cleared away, or is a mail that is
    /// known, adds nothing; neither does what somebody else has cleared away since this look began.
    /// </summary>
    /// <param name="since">When the look began, by the database's clock; null where there is only one look.</param>
    /// <returns>The arrivals, of each file one unless it was cleared away meanwhile.</returns>
    public static async Task<IReadOnlyList<ArrivedFile>> AddAsync(
        NpgsqlTransaction transaction, IntakeWay way, Parcel parcel, DateTime? since, long run,
        CancellationToken cancel)
    {
        if (since is not null)
        {
            await AdvisoryLocks.TakeAsync(transaction, AdvisoryLocks.Arrivals);
        }

        var arrivals = new List<ArrivedFile>();
        var thread = parcel.Thread is null ? null : JsonSerializer.Serialize(parcel.Thread, JsonSerializerOptions.Web);
        for (var part = 0; part < parcel.Files.Count; part++)
        {
            var file = parcel.Files[part];
            var upload = await UploadStore.TakeAsync(transaction, file, run, cancel);
            arrivals.AddRange(await Sql.QueryAsync<ArrivedFile>(
                transaction,
                """
                INSERT INTO raw.arrival (upload_id, way, place, mark, part, file_name, thread, run_id)
                SELECT @upload, @way, @place, @mark, @part, @name, @thread::jsonb, @run
                 WHERE NOT EXISTS (
                       SELECT 1 FROM raw.arrival
                        WHERE way = @way AND place = @place AND mark = @mark AND part = @part AND cleared_at > @since)
                ON CONFLICT (way, place, mark, part)
                      WHERE way = 'mail' OR (way = 'sftp' AND cleared_at IS NULL)
                         OR (way = 'folder' AND answered_at IS NULL)
                      DO UPDATE SET way = excluded.way
                RETURNING id AS "Id", upload_id AS "UploadId", xmax = 0 AS "IsNew"
                """,
                cancel,
                new
                {
                    upload,
                    way = NameOf(way),
                    place = parcel.Place,
                    mark = parcel.Mark,
                    part,
                    name = file.Name,
                    thread = thread?.Replace("\\u0000", "", StringComparison.Ordinal),
                    since,
                    run,
                }));
        }

        return arrivals;
    }

    /// <summary>When a look begins, by the clock that stamps what is stored and cleared.</summary>
    public static async Task<DateTime> NowAsync(NpgsqlTransaction transaction, CancellationToken cancel) =>
        (await Sql.QueryAsync<DateTime>(transaction, "SELECT clock_timestamp()", cancel)).Single();

    public static async Task ClearAsync(
        NpgsqlTransaction transaction, IntakeWay way, Parcel parcel, CancellationToken cancel)
    {
        await AdvisoryLocks.TakeAsync(transaction, AdvisoryLocks.Arrivals);
        await Sql.ExecuteAsync(
            transaction,
            """
            UPDATE raw.arrival SET cleared_at = clock_timestamp()
             WHERE way = @way AND place = @place AND mark = @mark AND cleared_at IS NULL
            """,
            cancel,
            new { way = NameOf(way), place = parcel.Place, mark = parcel.Mark });
    }

    /// <summary>
    /// Notes as cleared what an earlier look moved away and could not note any more: where nothing lies now, the next
    /// file is another one.
    /// </summary>
    public static Task ClearGoneAsync(
        NpgsqlTransaction transaction, IntakeWay way, IReadOnlySet<string> present, DateTime since,
        CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            """
            UPDATE raw.arrival SET cleared_at = clock_timestamp()
             WHERE way = @way AND cleared_at IS NULL AND received_at < @since AND place <> ALL (@present)
            """,
            cancel,
            new { way = NameOf(way), present = present.ToArray(), since });

    /// <summary>What came in by a server and has no reply yet, oldest first.</summary>
    public static Task<IReadOnlyList<(long Id, long UploadId)>> OpenAsync(
        NpgsqlTransaction transaction, CancellationToken cancel) =>
        Sql.QueryAsync<(long Id, long UploadId)>(
            transaction,
            "SELECT id, upload_id FROM raw.arrival WHERE answered_at IS NULL AND way <> 'folder' ORDER BY id",
            cancel);

    /// <summary>Holds an arrival until the transaction ends: it is answered once, whoever has planned it.</summary>
    public static async Task<Arrival> LockAsync(NpgsqlTransaction transaction, long id, CancellationToken cancel) =>
        (await Sql.QueryAsync<Arrival>(
            transaction,
            """
            SELECT id, upload_id AS uploadId, way, place, mark, part, file_name AS fileName,
                   answered_at IS NOT NULL AS isAnswered
              FROM raw.arrival WHERE id = @id FOR UPDATE
            """,
            cancel,
            new { id })).Single();

    public static Task AnswerAsync(NpgsqlTransaction transaction, long id, long run, CancellationToken cancel) =>
        Sql.ExecuteAsync(
            transaction,
            "UPDATE raw.arrival SET answered_at = clock_timestamp(), answered_by_run = @run WHERE id = @id",
            cancel,
            new { id, run });
}
