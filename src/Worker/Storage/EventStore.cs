using DealerIntegration.Connectors.Epcis;
using Npgsql;
using NpgsqlTypes;

namespace DealerIntegration.Worker.Storage;

/// <summary><c>raw.event</c>: which events were taken, each once, and where the first of its kind stood.</summary>
internal static class EventStore
{
    private static readonly NpgsqlDbType[] Types =
    [
        NpgsqlDbType.Text, NpgsqlDbType.Boolean, NpgsqlDbType.Text, NpgsqlDbType.Text, NpgsqlDbType.Text,
        NpgsqlDbType.Text, NpgsqlDbType.Text,
    ];

    /// <summary>
    /// Registers events and holds them until the transaction ends: two files with one event wait for each other.
    /// </summary>
    public static async Task<IReadOnlyList<RegisteredEvent>> RegisterAsync(
        NpgsqlTransaction transaction, long run, long upload, IReadOnlyCollection<TakenEvent> events,
        CancellationToken cancel)
    {
        await Sql.ExecuteAsync(
            transaction,
            """
            DROP TABLE IF EXISTS incoming_event;
            CREATE TEMP TABLE incoming_event ON COMMIT DROP AS
            SELECT event_id, declares_error, content_id, sender_id, outcome, reason, place FROM raw.event WITH NO DATA
            """,
            cancel);
        await BulkCopy.SendAsync(
            transaction,
            "incoming_event (event_id, declares_error, content_id, sender_id, outcome, reason, place)",
            Types,
            events.Select(e => new object?[]
            {
                e.EventId, e.DeclaresError, e.ContentId, Clean(e.SenderId), e.Outcome.ToString(), e.Reason,
                Clean(e.Place.ToString()),
            }),
            cancel);

        // In the order of the key: two files with the same events must not wait for each other in a circle.
        return await Sql.QueryAsync<RegisteredEvent>(
            transaction,
            """
            WITH registered AS (
                INSERT INTO raw.event (event_id, declares_error, content_id, sender_id, outcome, reason, upload_id,
                       place, run_id, last_run)
                SELECT DISTINCT ON (event_id, declares_error) event_id, declares_error, content_id, sender_id,
                       outcome, reason, @upload, place, @run, @run
                  FROM incoming_event ORDER BY event_id, declares_error, place
                    ON CONFLICT (event_id, declares_error)
                    DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason,
                                  last_run = greatest(event.last_run, excluded.last_run)
                RETURNING event_id, declares_error, place, xmax = 0 AS is_new)
            SELECT event_id AS "EventId", declares_error AS "DeclaresError", place AS "Place", is_new AS "IsNew"
              FROM registered
            """,
            cancel,
            new { run, upload });
    }

    /// <summary>
    /// Ends what events that were known counted as, where they now say something else; returns how many versions. An
    /// event keeps its id when a word or a place gets another meaning, so what it was would go on beside what it is.
    /// </summary>
    /// <param name="scans">Keys of the scans that the events now are.</param>
    public static async Task<int> EndAsync(
        NpgsqlTransaction transaction, IReadOnlyList<RegisteredEvent> known, string[] scans,
        CancellationToken cancel) =>
        known.Count == 0 ? 0 : (await Sql.QueryAsync<int>(
            transaction,
            Sql.Query("ended-events"),
            cancel,
            new
            {
                ids = known.Select(e => e.EventId).ToArray(),
                declared = known.Select(e => e.DeclaresError).ToArray(),
                scans,
            })).Single();

    /// <summary>
    /// Ends what no kept file says any more, once a run has read them all again; returns how many versions. A file that
    /// it had to refuse as a whole keeps what it said before.
    /// </summary>
    public static async Task<int> EndUnreadAsync(
        NpgsqlTransaction transaction, long run, CancellationToken cancel) =>
        (await Sql.QueryAsync<int>(
            transaction,
            Sql.Query("unread-events"),
            cancel,
            new { run, reason = $"no file says it any more under the rules of run {run}" })).Single();

    /// <summary>Notes which of the events just added look like others, and returns how many pairs there are.</summary>
    public static async Task<int> SuspectAsync(
        NpgsqlTransaction transaction, long run, IReadOnlyList<RegisteredEvent> added, CancellationToken cancel) =>
        added.Count == 0 ? 0 : await Sql.ExecuteAsync(
            transaction,
            Sql.Query("suspected-events"),
            cancel,
            new
            {
                run,
                ids = added.Select(e => e.EventId).ToArray(),
                declared = added.Select(e => e.DeclaresError).ToArray(),
            });

    /// <summary>Suspected pairs of a run, for the answer to the sender.</summary>
    public static Task<IReadOnlyList<SuspectedEvent>> SuspectedAsync(
        NpgsqlTransaction transaction, long run, string file, int most, CancellationToken cancel) =>
        Sql.QueryAsync<SuspectedEvent>(
            transaction,
            """
            SELECT reason AS "Reason", place AS "Place", other_place AS "OtherPlace" FROM result.suspected_event
             WHERE run_id = @run AND starts_with(place, @file) ORDER BY place, other_place LIMIT @most
            """,
            cancel,
            new { run, file, most });

    private static string? Clean(string? text) => text?.Replace('\0', '\uFFFD');
}

/// <summary>An event in <c>raw.event</c>.</summary>
/// <param name="Place">Where it was read first.</param>
/// <param name="IsNew">No file held it before.</param>
internal sealed record RegisteredEvent(string EventId, bool DeclaresError, string Place, bool IsNew);

/// <summary>Two events that are perhaps one.</summary>
internal sealed record SuspectedEvent(string Reason, string Place, string OtherPlace);
