using Npgsql;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// Everything that the evidence for one case consists of, as the run that found the case saw it. Rows are handed on as
/// JSON with all their columns: a pack leaves out nothing that the hub knows about them.
/// </summary>
internal static class CaseEvidenceStore
{
    /// <summary>The last finished run that has the case; null: none, or not the one that was asked for.</summary>
    public static async Task<EvidenceRun?> FindRunAsync(
        NpgsqlTransaction transaction, string number, long? run, CancellationToken cancel)
    {
        // Instants as JSON are in the session's zone: the same evidence must read the same on every server.
        await Sql.ExecuteAsync(transaction, "SET LOCAL TIME ZONE 'UTC'", cancel);
        return (await Sql.QueryAsync<EvidenceRun>(
            transaction,
            """
            SELECT r.id AS "Id", r.status AS "Status", r.watermark AS "Watermark", r.rules_hash AS "RulesHash",
                   r.code_version AS "CodeVersion", r.ended_at AS "EndedAt"
              FROM result.diversion_case c JOIN ops.run r ON r.id = c.run_id
             WHERE c.number = @number AND r.status IN ('succeeded', 'incomplete') AND (@run IS NULL OR r.id = @run)
             ORDER BY r.id DESC LIMIT 1
            """,
            cancel,
            new { number, run })).SingleOrDefault();
    }

    public static async Task<FoundCase> CaseAsync(
        NpgsqlTransaction transaction, EvidenceRun run, string number, CancellationToken cancel) =>
        (await Sql.QueryAsync<FoundCase>(
            transaction,
            """
            SELECT c.number AS "Number", c.standing AS "Standing", c.dealer_code AS "DealerCode",
                   (SELECT min(d.name) FROM canonical.dealer d
                     WHERE d.code = c.dealer_code AND d.seq <= @Watermark AND d.until_seq > @Watermark) AS "DealerName",
                   c.product_code AS "ProductCode",
                   (SELECT min(p.name) FROM canonical.product p
                     WHERE p.code = c.product_code AND p.seq <= @Watermark AND p.until_seq > @Watermark)
                   AS "ProductName",
                   c.area_code AS "AreaCode", c.period AS "Window", c.codes AS "Codes", c.shipped AS "Shipped",
                   c.share AS "Share", c.spots AS "Spots", c.units AS "Units", c.sources AS "Sources",
                   c.value AS "Value", c.confidence AS "Confidence", c.severity AS "Severity",
                   c.first_scan AS "FirstScan",
                   c.last_scan AS "LastScan", c.event_ids AS "EventIds", c.evidence AS "Evidence",
                   c.evidence_zh AS "EvidenceChinese", c.rule_version AS "RulesVersion", c.run_id AS "Run"
              FROM result.diversion_case c WHERE c.run_id = @Id AND c.number = @number
            """,
            cancel,
            new { run.Id, run.Watermark, number })).Single();

    public static Task<IReadOnlyList<EvidenceVerdict>> VerdictsAsync(
        NpgsqlTransaction transaction, EvidenceRun run, string number, CancellationToken cancel) =>
        Sql.QueryAsync<EvidenceVerdict>(
            transaction, Sql.Query("evidence-verdicts"), cancel, new { run = run.Id, number });

    /// <summary>The scans themselves, with coordinates and where they were read, as JSON.</summary>
    public static Task<IReadOnlyList<string>> ScansAsync(
        NpgsqlTransaction transaction, EvidenceRun run, IReadOnlyList<EvidenceVerdict> verdicts,
        CancellationToken cancel) =>
        Sql.QueryAsync<string>(
            transaction,
            """
            SELECT (to_jsonb(s) - ARRAY['until_seq', 'key', 'content_hash', 'run_id'])::text
              FROM canonical.scan s
             WHERE code = ANY (@codes) AND event_id = ANY (@events) AND seq <= @Watermark AND until_seq > @Watermark
             ORDER BY scanned_at, event_id COLLATE "C", code COLLATE "C", seq
            """,
            cancel,
            new
            {
                codes = verdicts.Select(v => v.Code).Distinct().ToArray(),
                events = verdicts.Select(v => v.EventId).Distinct().ToArray(),
                run.Watermark,
            });

    public static Task<IReadOnlyList<EvidenceTerritory>> TerritoriesAsync(
        NpgsqlTransaction transaction, EvidenceRun run, FoundCase found, CancellationToken cancel) =>
        Sql.QueryAsync<EvidenceTerritory>(
            transaction,
            Sql.Query("evidence-territories"),
            cancel,
            new
            {
                dealer = found.DealerCode,
                product = found.ProductCode,
                first = found.FirstScan.Date.AddDays(-1),
                last = found.LastScan.Date.AddDays(1),
                run.Watermark,
            });

    /// <summary>What was done about the case up to now.</summary>
    public static Task<IReadOnlyList<EvidenceStep>> StepsAsync(
        NpgsqlTransaction transaction, string number, CancellationToken cancel) =>
        Sql.QueryAsync<EvidenceStep>(transaction, Sql.Query("evidence-steps"), cancel, new { number });
}
