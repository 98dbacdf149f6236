using DealerIntegration.Domain.Diversion;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Events and shipped codes that concern some codes and the units they lay in (码的轨迹), as a run saw them.
/// </summary>
internal static class CodeTraceStore
{
    // Items, cartons, pallets, and room for a packing that somebody made deeper; a cycle ends because nothing is new.
    private const int Levels = 8;

    public static async Task<CodeTrace> LoadAsync(
        NpgsqlTransaction transaction, IEnumerable<string> codes, long watermark, CancellationToken cancel)
    {
        // As they were scanned and in normal form: older rows may hold either.
        var known = codes.SelectMany(c => new[] { c, TraceCode.Normalise(c) }).ToHashSet(StringComparer.Ordinal);
        var events = new Dictionary<long, TracedEvent>();
        var shipped = new Dictionary<long, ShippedCode>();
        string[] fresh = [.. known];
        for (var level = 0; level < Levels && fresh.Length > 0; level++)
        {
            var units = new List<string?>();
            foreach (var e in await EventsAsync(transaction, fresh, watermark, cancel))
            {
                if (events.TryAdd(e.Version, e))
                {
                    units.Add(e.ParentCode);
                }
            }

            foreach (var code in await ShippedAsync(transaction, fresh, watermark, cancel))
            {
                if (shipped.TryAdd(code.Version, code))
                {
                    units.Add(code.ParentCode);
                }
            }

            fresh = [.. units.OfType<string>().Where(known.Add)];
        }

        return new CodeTrace(
            [.. events.Values.OrderBy(e => e.HappenedAt).ThenBy(e => e.EventId, StringComparer.Ordinal)
                .ThenBy(e => e.Version)],
            [.. shipped.Values.OrderBy(c => c.Code, StringComparer.Ordinal).ThenBy(c => c.Version)]);
    }

    // Of a unit's own packing only what concerns these codes; its unpacking as a whole concerns all in it. An event
    // and its declaration as an error stand under one id.
    private static Task<IReadOnlyList<TracedEvent>> EventsAsync(
        NpgsqlTransaction transaction, string[] codes, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<TracedEvent>(
            transaction,
            """
            WITH seen AS (
                SELECT * FROM canonical.trace_event WHERE seq <= @watermark AND until_seq > @watermark),
            named AS (
                SELECT event_id FROM seen
                 WHERE string_to_array(codes, ' ') && @codes
                    OR (parent_code = ANY (@codes) AND step = 'unpack' AND codes IS NULL))
            SELECT seq AS "Version", event_id AS "EventId", declaration IS NOT NULL AS "DeclaresError", step AS "Step",
                   happened_at AS "HappenedAt", parent_code AS "ParentCode", codes AS "Codes",
                   product_code AS "ProductCode", from_dealer AS "FromDealer", to_dealer AS "ToDealer",
                   document AS "Document", area_code AS "AreaCode", origin AS "Origin",
                   (to_jsonb(e) - ARRAY['until_seq', 'key', 'content_hash', 'run_id'])::text AS "Row"
              FROM seen e WHERE event_id IN (SELECT event_id FROM named)
            """,
            cancel,
            new { codes, watermark });

    private static Task<IReadOnlyList<ShippedCode>> ShippedAsync(
        NpgsqlTransaction transaction, string[] codes, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<ShippedCode>(
            transaction,
            """
            SELECT seq AS "Version", code AS "Code", parent_code AS "ParentCode", level AS "Level",
                   product_code AS "ProductCode", dealer_code AS "DealerCode", shipment_number AS "ShipmentNumber",
                   shipped_at AS "ShippedAt",
                   (to_jsonb(c) - ARRAY['until_seq', 'key', 'content_hash', 'run_id'])::text AS "Row"
              FROM canonical.trace_code c
             WHERE code = ANY (@codes) AND seq <= @watermark AND until_seq > @watermark
            """,
            cancel,
            new { codes, watermark });
}

/// <summary>What the hub knows of some codes, the oldest first.</summary>
internal sealed record CodeTrace(IReadOnlyList<TracedEvent> Events, IReadOnlyList<ShippedCode> Shipped);

/// <summary>A row of <c>canonical.trace_event</c>.</summary>
internal sealed record TracedEvent
{
    public long Version { get; init; }

    public required string EventId { get; init; }

    public bool DeclaresError { get; init; }

    public required string Step { get; init; }

    public DateTime HappenedAt { get; init; }

    public string? ParentCode { get; init; }

    /// <summary>Separated by blanks.</summary>
    public string? Codes { get; init; }

    public string? ProductCode { get; init; }

    public string? FromDealer { get; init; }

    public string? ToDealer { get; init; }

    public string? Document { get; init; }

    public string? AreaCode { get; init; }

    public string? Origin { get; init; }

    public required string Row { get; init; }
}

/// <summary>A row of <c>canonical.trace_code</c>.</summary>
internal sealed record ShippedCode
{
    public long Version { get; init; }

    public required string Code { get; init; }

    public string? ParentCode { get; init; }

    public required string Level { get; init; }

    public required string ProductCode { get; init; }

    public required string DealerCode { get; init; }

    public required string ShipmentNumber { get; init; }

    public DateTime ShippedAt { get; init; }

    public required string Row { get; init; }
}
