using DealerIntegration.Domain.Diversion.Custody;
using DealerIntegration.Worker.Pipelines.Diversion.Index;
using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>Everything that is known about one code, by its text (一物一生).</summary>
internal static class CodeLifeStore
{
    /// <summary>Custody of the code and of all units it ever lay in.</summary>
    /// <param name="index">Says where its events stand; null: all events are searched through.</param>
    public static async Task<CustodyBook> BookAsync(
        NpgsqlTransaction transaction, MappedIndex? index, string code, long watermark, CancellationToken cancel)
    {
        var trace = await new CodeTraceStore(transaction, index, watermark).LoadAsync([code], cancel);

        // Whether a unit was ever filled is told by packings of other codes.
        var units = trace.Events.Where(e => e is { Step: "unpack", Codes: null, ParentCode: not null })
            .Select(e => e.ParentCode!)
            .Append(code)
            .ToHashSet(StringComparer.Ordinal);
        var packings = await CodeStore.PackingsIntoAsync(transaction, units, watermark, cancel);
        var found = await CodeStore.FindAsync(
            transaction, new WantedLives(packings, []), watermark, static _ => false, cancel);
        var known = trace.Events.Select(e => e.EventId).ToHashSet(StringComparer.Ordinal);
        return trace.ToBook(found.Events.Select(e => e.Event).Where(e => !known.Contains(e.EventId)));
    }

    /// <summary>
    /// Scans of a code that count, oldest first, each with the verdict of the latest run that kept one.
    /// </summary>
    public static Task<IReadOnlyList<ScanOfCode>> ScansAsync(
        NpgsqlTransaction transaction, string code, long watermark, CancellationToken cancel) =>
        Sql.QueryAsync<ScanOfCode>(
            transaction,
            """
            SELECT s.event_id AS "EventId", s.scanned_at AS "ScannedAt", s.area_code AS "AreaCode", s.actor AS "Actor",
                   s.place AS "Place", v.verdict AS "Verdict", v.decided_by AS "DecidedBy",
                   v.confidence AS "Confidence", v.run_id AS "RunId", v.evidence AS "Evidence"
              FROM canonical.effective_scans(@watermark) s
              LEFT JOIN LATERAL (
                   SELECT v.verdict, v.decided_by, v.confidence, v.run_id, v.evidence
                     FROM result.scan_verdict v JOIN ops.run r ON r.id = v.run_id
                    WHERE v.event_id = s.event_id AND v.code = s.code AND r.status IN ('succeeded', 'incomplete')
                    ORDER BY v.run_id DESC LIMIT 1) v ON true
             WHERE s.code = @code
             ORDER BY s.scanned_at, s.event_id
            """,
            cancel,
            new { code, watermark });
}

/// <summary>A scan of a code; without a verdict no run found anything but clean, or none looked at it yet.</summary>
internal sealed record ScanOfCode
{
    public required string EventId { get; init; }

    public required DateTime ScannedAt { get; init; }

    public required string AreaCode { get; init; }

    public required string Actor { get; init; }

    public string? Place { get; init; }

    public string? Verdict { get; init; }

    public string? DecidedBy { get; init; }

    public int? Confidence { get; init; }

    public long? RunId { get; init; }

    public string? Evidence { get; init; }

    public Weighed Weighed => Weighed.Read(Evidence ?? "", null);
}
